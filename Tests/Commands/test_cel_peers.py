"""Generated expressions of the Common Expression Language, evaluated by the program and by two engines of other people (cel-python
and common-expression-language). Where those two agree, the program must say the same.

PARCELGATE_TEST_SEED repeats a run, PARCELGATE_EXPRESSIONS sets how many expressions it has.
"""

import json
import math
import os
import random
import unittest

import cel
import celpy
from celpy import celtypes

from command_case import SUCCESS, Case

BINDINGS = {
    "i": ("int", 7), "j": ("int", -3), "big": ("int", 9223372036854775806), "d": ("double", 2.5), "s": ("string", "súng hơi"),
    "t": ("string", "a.b"), "p": ("bool", True), "q": ("bool", False), "li": ("list(int)", [3, -1, 7]),
    "ls": ("list(string)", ["a", "súng", ""]), "m": ("map(string,int)", {"a": 1, "súng": -3}),
}


class Generator:
    """Expressions that are right by their types; what they index, overflow or divide whole numbers by is left to chance."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.locals = []

    def pick(self, *choices):
        return self.random.choice(choices)

    def make(self, kind, depth):
        leaf = depth <= 0 or self.random.random() < 0.12
        return getattr(self, {"list(int)": "ints", "list(string)": "strings", "map(string,int)": "map"}.get(kind, kind))(depth - 1, leaf)

    def known(self, kind):
        return [name for name, (type_, _) in BINDINGS.items() if type_ == kind] + [name for name, type_ in self.locals if type_ == kind]

    def bool(self, depth, leaf):
        if leaf:
            return self.pick("true", "false", *self.known("bool"))
        kind = self.pick("int", "double", "string")
        form = self.random.randrange(12)
        if form == 0:
            return f"!({self.make('bool', depth)})"
        if form <= 3:
            return f"({self.make('bool', depth)} {self.pick('&&', '||')} {self.make('bool', depth)})"
        if form <= 6:
            return f"({self.make(kind, depth)} {self.pick('==', '!=', '<', '<=', '>', '>=')} {self.make(kind, depth)})"
        if form == 7:
            return f"{self.make('string', depth)}.{self.pick('contains', 'startsWith', 'endsWith')}({self.make('string', depth)})"
        if form == 8:
            element = self.pick("int", "string")
            return f"({self.make(element, depth)} in {self.make(f'list({element})', depth)})"
        if form == 9:
            return f"({self.make('bool', depth)} ? {self.make('bool', depth)} : {self.make('bool', depth)})"
        if form == 10:
            return f"({self.make('string', depth)} in {self.make('map(string,int)', depth)})"
        return self.macro(self.pick("all", "exists", "exists_one"), depth)

    def macro(self, macro, depth):
        element = self.pick("int", "string")
        source = self.make(f"list({element})", depth)
        name = f"x{len(self.locals)}"
        self.locals.append((name, element))
        body = self.make("bool", depth)
        self.locals.pop()
        return f"{source}.{macro}({name}, {body})"

    def int(self, depth, leaf):
        if leaf:
            return self.pick("0", "1", "-1", "2", "10", "9223372036854775807", *self.known("int"), *self.known("int"))
        form = self.random.randrange(8)
        if form <= 3:
            return f"({self.make('int', depth)} {self.pick('+', '-', '*', '/', '%')} {self.make('int', depth)})"
        if form == 4:
            return f"size({self.make(self.pick('string', 'list(int)', 'list(string)', 'map(string,int)'), depth)})"
        if form == 5:
            return f"({self.make('bool', depth)} ? {self.make('int', depth)} : {self.make('int', depth)})"
        if form == 6:
            return f"{self.make('list(int)', depth)}[{self.make('int', depth)}]"
        return f"{self.make('map(string,int)', depth)}[{self.make('string', depth)}]"

    def double(self, depth, leaf):
        if leaf:
            return self.pick("0.0", "1.5", "-2.25", "1e3", *self.known("double"))
        form = self.random.randrange(5)
        if form <= 1:
            return f"({self.make('double', depth)} {self.pick('+', '-', '*')} {self.make('double', depth)})"
        # Never by nothing: both engines call it an error to compare what is no number, where the language says false.
        if form == 2:
            return f"({self.make('double', depth)} / {self.pick('1.5', '-2.25', '1e3')})"
        if form == 3:
            return f"double({self.make('int', depth)})"
        return f"({self.make('bool', depth)} ? {self.make('double', depth)} : {self.make('double', depth)})"

    def string(self, depth, leaf):
        if leaf:
            return self.pick("''", "'a'", "'súng'", "'đ1'", *self.known("string"), *self.known("string"))
        form = self.random.randrange(4)
        if form <= 1:
            return f"({self.make('string', depth)} + {self.make('string', depth)})"
        if form == 2:
            return f"string({self.make('int', depth)})"
        return f"({self.make('bool', depth)} ? {self.make('string', depth)} : {self.make('string', depth)})"

    def list_(self, element, depth, leaf):
        if leaf:
            return self.pick(*self.known(f"list({element})"))
        form = self.random.randrange(4)
        if form == 0:
            return "[" + ", ".join(self.make(element, depth) for _ in range(self.random.randrange(1, 4))) + "]"
        if form == 1:
            return f"({self.make(f'list({element})', depth)} + {self.make(f'list({element})', depth)})"
        name = f"x{len(self.locals)}"
        source = self.pick("int", "string") if form == 2 else element
        text = self.make(f"list({source})", depth)
        self.locals.append((name, source))
        body = self.make(element if form == 2 else "bool", depth)
        self.locals.pop()
        return f"{text}.{'map' if form == 2 else 'filter'}({name}, {body})"

    def ints(self, depth, leaf):
        return self.list_("int", depth, leaf)

    def strings(self, depth, leaf):
        return self.list_("string", depth, leaf)

    def map(self, depth, leaf):
        if leaf or self.random.random() < 0.5:
            return "m"
        keys = self.random.sample(["'a'", "'b'", "'súng'"], self.random.randrange(1, 4))
        return "{" + ", ".join(f"{key}: {self.make('int', depth)}" for key in keys) + "}"


class Failed:
    """What an engine says where there is no value."""


def plain(value):
    """A value of either engine as Python's own."""
    if isinstance(value, (bool, celtypes.BoolType)):
        return bool(value)
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {plain(key): plain(one) for key, one in value.items()}
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    return str(value)


def by_cel_python(environment, text):
    try:
        program = environment.program(environment.compile(text))
        value = program.evaluate({name: celpy.json_to_cel(value) for name, (_, value) in BINDINGS.items()})
    except celpy.CELEvalError:
        return Failed
    return Failed if isinstance(value, Exception) else plain(value)


def by_common_expression_language(text):
    try:
        return plain(cel.evaluate(text, {name: value for name, (_, value) in BINDINGS.items()}))
    except (ValueError, TypeError, RuntimeError, KeyError, IndexError, OverflowError, ZeroDivisionError):
        return Failed


def same(one, other):
    if one is Failed or other is Failed:
        return one is other
    if isinstance(one, float) and isinstance(other, float):
        return one == other and math.copysign(1, one) == math.copysign(1, other) or math.isnan(one) and math.isnan(other)
    return type(one) is type(other) and one == other


def written(kind, value):
    """As the conformance files write a value."""
    if kind == "bool":
        return {"bool_value": value}
    if kind == "int":
        return {"int64_value": str(value)}
    if kind == "double":
        return {"double_value": {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN" if math.isnan(value) else value)}
    if kind == "string":
        return {"string_value": value}
    if kind.startswith("list"):
        return {"list_value": {"values": [written(kind[5:-1], one) for one in value]}}
    return {"map_value": {"entries": [{"key": written("string", key), "value": written("int", one)} for key, one in value.items()]}}


def type_of(kind):
    primitives = {"bool": "BOOL", "int": "INT64", "double": "DOUBLE", "string": "STRING"}
    if kind in primitives:
        return {"primitive": primitives[kind]}
    if kind.startswith("list"):
        return {"list_type": {"elem_type": type_of(kind[5:-1])}}
    return {"map_type": {"key_type": type_of("string"), "value_type": type_of("int")}}


class Peers(Case):
    def test_generated_expressions_mean_what_two_other_engines_say(self):
        seed = int(os.environ.get("PARCELGATE_TEST_SEED") or random.randrange(1 << 32))
        wanted = int(os.environ.get("PARCELGATE_EXPRESSIONS") or 600)
        print(f"expressions against other engines: seed {seed}")
        generator, environment = Generator(seed), celpy.Environment()
        cases, failing, disagreed = [], 0, []
        for number in range(wanted):
            kind = generator.pick("bool", "bool", "int", "double", "string", "list(int)", "list(string)")
            text = generator.make(kind, generator.random.randrange(1, 5))
            one, other = by_cel_python(environment, text), by_common_expression_language(text)
            if not same(one, other):
                disagreed.append((text, one, other))
                continue
            failing += one is Failed
            case = {
                "file": "generated", "section": "peers", "name": f"e{number}", "expr": text,
                "bindings": {name: {"value": written(type_, value)} for name, (type_, value) in BINDINGS.items()},
                "type_env": [{"name": name, "ident": {"type": type_of(type_)}} for name, (type_, _) in BINDINGS.items()],
            }
            case |= {"eval_error": {"errors": [{"message": "no value"}]}} if one is Failed else {"value": written(kind, one)}
            cases.append(case)
        if os.environ.get("PARCELGATE_SHOW"):
            for one in disagreed:
                print(*one, sep="   |   ")
        print(f"{len(cases)} compared, {failing} of them without a value; the others disagree on {len(disagreed)}")
        # A file has a limit.
        for first in range(0, len(cases), 4000):
            part = cases[first : first + 4000]
            answer = self.run_it("rules", "conformance", self.write("cases.json", json.dumps(part)))
            self.assertEqual((answer.stderr, answer.returncode), ("", SUCCESS), f"PARCELGATE_TEST_SEED={seed}")
            self.assertEqual(answer.stdout, f"{len(part)} passed, 0 failed, 0 skipped\n")
        # What is compared must be most of it, and of both kinds.
        self.assertGreater(len(cases), 0.7 * wanted)
        self.assertGreater(failing, 0.05 * wanted)
        self.assertLess(failing, 0.6 * wanted)


if __name__ == "__main__":
    unittest.main()
