"""Other engines as a process: conditions and parcels as JSON on standard input, times as JSON on standard output.

The argument is the package: cel-python, common-expression-language (Rust behind a Python module), zen-engine (Rust with an expression
language of its own: conditions are translated, and what it has no words for is not asked), ezrules (rules are Python).
"""
import importlib.metadata
import json
import os
import re
import statistics
import sys
import time


def cel_python(listed):
    import celpy

    environment = celpy.Environment()

    def is_listed(kind, value):
        return celpy.celtypes.BoolType(str(value) in listed.get(str(kind), ()))

    def compiled(source):
        program = environment.program(environment.compile(source), functions={"listed": is_listed})
        return program.evaluate

    return compiled, celpy.json_to_cel, (celpy.CELEvalError,)


def common_expression_language(listed):
    import cel

    def prepared(facts):
        context = cel.Context()
        context.add_function("listed", lambda kind, value: value in listed.get(kind, ()))
        for name, value in facts.items():
            context.add_variable(name, value)
        return context

    return (lambda source: cel.compile(source).execute), prepared, (RuntimeError, ValueError, TypeError, KeyError)


def zen_engine(listed):
    import zen

    def compiled(source):
        if "listed(" in source:
            return None
        text = source.replace("&&", "and").replace("||", "or")
        text = re.sub(r"!has\(([\w.]+)\)", r"\1 == null", text)
        text = re.sub(r"('[^']*') in (keywords\.\w+)", r"\2[\1] != null", text)
        text = re.sub(r"([\w.]+)\.startsWith\(([^)]*)\)", r"startsWith(\1, \2)", text)
        text = re.sub(r"(\w+)\.exists\((\w), \2\.contains\(([^)]*)\)\)", r"some(\1, contains(#, \3))", text)
        text = re.sub(r"(\w+)\.exists\((\w), startsWith\(\2, ([^)]*)\)\)", r"some(\1, startsWith(#, \3))", text)
        return zen.compile_expression(text).evaluate

    return compiled, lambda facts: facts, (RuntimeError, ValueError, TypeError, Exception)


def ezrules(listed):
    # It is a service with a database; its rules work without one.
    os.environ.update(EZRULES_ORG_ID="1", EZRULES_DB_ENDPOINT="sqlite://", EZRULES_APP_SECRET="bench")
    from ezrules.core.rule import RuleFactory

    def compiled(source):
        text = source.replace("&&", " and ").replace("||", " or ")
        text = re.sub(r"!has\((\w+)\.(\w+)\)", r"('\2' not in t.get('\1', {}))", text)
        text = re.sub(r"(\w+)\.exists\((\w), \2\.(\w+)\((.*?)\)\)", r"any(\2.\3(\4) for \2 in \1)", text)
        text = text.replace(".contains(", ".__contains__(").replace("startsWith", "startswith")
        text = re.sub(r"\b(keywords|receiver|sender|manifest|history)\.(\w+)", r"t['\1']['\2']", text)
        names = r"(?<!['\w.])(service|office|origin|destination|scheme|country|contents|hs_codes|weight_g|value_vnd|cod_vnd|length_mm)\b"
        text = re.sub(names, r"t['\1']", text)
        if "listed(" in text:
            return None
        return RuleFactory.from_json({"rid": "r", "logic": f"return {text}", "description": ""})

    return compiled, lambda facts: facts, (KeyError, TypeError)


def main():
    name = sys.argv[1]
    questions = json.load(sys.stdin)
    listed = {kind: set(values) for kind, values in questions["listed"].items()}
    engines = {"cel-python": cel_python, "zen-engine": zen_engine, "ezrules": ezrules}
    compiled, prepared, failures = engines.get(name, common_expression_language)(listed)
    parcels = [prepared(facts) for facts in questions["parcels"]]

    def said(ask, facts):
        # An absent fact is a failure here as there.
        try:
            return bool(ask(facts))
        except failures:
            return False

    typical, yes = [], 0
    for source in questions["typical"]:
        ask = compiled(source)
        if ask is None:
            typical.append(None)
            continue
        yes += sum(said(ask, facts) for facts in parcels)
        times = []
        for facts in parcels:
            start = time.perf_counter_ns()
            said(ask, facts)
            times.append(time.perf_counter_ns() - start)
        typical.append(statistics.median(times))
    rules = [rule for rule in map(compiled, questions["rules"]) if rule is not None]
    times, spoken = [], 0
    for facts in parcels[:20]:
        start = time.perf_counter_ns()
        for ask in rules:
            spoken += said(ask, facts)
        times.append(time.perf_counter_ns() - start)
    print(json.dumps({
        "version": importlib.metadata.version(name), "typical": typical, "parcel": statistics.median(times),
        "agreed": f"{yes} of {len(parcels) * sum(time is not None for time in typical)} typical answers and {spoken} of {len(times) * len(rules)} rules are yes",
    }))


main()
