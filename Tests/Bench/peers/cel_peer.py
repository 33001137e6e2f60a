"""Python's implementations of CEL as a process: conditions and parcels as JSON on standard input, times as JSON on standard output.

The argument is the package: cel-python, or common-expression-language (Rust behind a Python module).
"""
import importlib.metadata
import json
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


def main():
    name = sys.argv[1]
    questions = json.load(sys.stdin)
    listed = {kind: set(values) for kind, values in questions["listed"].items()}
    compiled, prepared, failures = (cel_python if name == "cel-python" else common_expression_language)(listed)
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
        yes += sum(said(ask, facts) for facts in parcels)
        times = []
        for facts in parcels:
            start = time.perf_counter_ns()
            said(ask, facts)
            times.append(time.perf_counter_ns() - start)
        typical.append(statistics.median(times))
    rules = [compiled(source) for source in questions["rules"]]
    times, spoken = [], 0
    for facts in parcels[:20]:
        start = time.perf_counter_ns()
        for ask in rules:
            spoken += said(ask, facts)
        times.append(time.perf_counter_ns() - start)
    print(json.dumps({
        "version": importlib.metadata.version(name), "typical": typical, "parcel": statistics.median(times),
        "agreed": f"{yes} of {len(parcels) * len(typical)} typical answers and {spoken} of {len(times) * len(rules)} rules are yes",
    }))


main()
