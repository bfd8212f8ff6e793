"""How a query is read: tokens, then recursive descent. The language itself is described in `newsroom.query`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple, cast

from newsroom.query_tree import (
    And,
    Everything,
    Filter,
    FilterField,
    Node,
    Not,
    Or,
    Phrase,
    QueryError,
    TextField,
)
from newsroom.vietnamese import exact_form, folded_form, syllable_spans, syllables

MAX_LENGTH = 2000  # code points; the longest saved search an analyst showed us has 300
MAX_CLAUSES = 60  # phrases and filters; each costs a look-up
MAX_DEPTH = 20  # brackets in brackets

TEXT_FIELDS: dict[str, TextField] = {
    "title": "title",
    "tieude": "title",
    "lead": "lead",
    "sapo": "lead",
    "body": "body",
    "noidung": "body",
}
FILTER_FIELDS: dict[str, FilterField] = {
    "province": "province",
    "tinh": "province",
    "outlet": "outlet",
    "bao": "outlet",
    "facet": "facet",
    "linhvuc": "facet",
    "author": "author",
    "tacgia": "author",
    "section": "section",
    "chuyenmuc": "section",
    "tag": "tag",
    "nhan": "tag",
    "status": "status",
    "trangthai": "status",
    "org": "org",
    "tochuc": "org",
}


Terms = frozenset[tuple[str, ...]]
Scope = TextField | FilterField | None

_QUOTES = '"“”„‟«»'
_TOKEN = re.compile(
    rf"""(?P<blank>\s+)
       | (?P<quoted>[{_QUOTES}](?P<inside>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}]?))
       | (?P<open>\()
       | (?P<close>\))
       | (?P<minus>-(?=[^\s\-]))
       | (?P<field>[^\W\d_]+:(?!/))
       | (?P<word>[^\s(){_QUOTES}]+)""",
    re.VERBOSE,
)
_OPERATORS = {"AND": "AND", "VÀ": "AND", "OR": "OR", "HOẶC": "OR", "NOT": "NOT", "KHÔNG": "NOT"}
_NOT_YET = re.compile(r"O?NEAR/\d+|[=~]\w.*|.*\w\*")


class _Token(NamedTuple):
    kind: str  # quoted, open, close, minus, field, word, AND, OR, NOT, end
    text: str
    start: int
    end: int


class _Operand(NamedTuple):
    """One side of an operator, and where it stands."""

    node: Node
    start: int
    end: int


class Reader:
    """Recursive descent over the tokens of one query."""

    def __init__(self, query: str, terms: Terms, values: Terms) -> None:
        self.query = query
        self.exact = exact_form(query)
        self.folded = folded_form(query)
        self.terms = terms
        self.values = values
        self.longest = max(map(len, terms | values), default=0)
        self.tokens = self.split()
        self.at = 0
        self.clauses = 0

    def read(self) -> Node:
        if self.next.kind == "end":
            return Everything()
        node = self.expression(None, 0)
        if self.next.kind == "close":
            raise self.error("ngoặc đóng này không có ngoặc mở", self.next)
        return node

    def split(self) -> list[_Token]:
        tokens = []
        for match in _TOKEN.finditer(self.query):
            kind, text = str(match.lastgroup), match[0]
            if kind == "blank":
                continue
            if kind == "quoted" and not match["closed"]:
                raise QueryError("dấu ngoặc kép mở ở đây không được đóng", self.query, match.start())
            if kind == "word":
                kind = _OPERATORS.get(text, "word")
            tokens.append(_Token(kind, text, *match.span()))
        return [*tokens, _Token("end", "", len(self.query), len(self.query))]

    @property
    def next(self) -> _Token:
        return self.tokens[self.at]

    def take(self) -> _Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def error(self, problem: str, token: _Token) -> QueryError:
        return QueryError(problem, self.query, token.start, token.end - token.start)

    def expression(self, scope: Scope, depth: int) -> Node:
        operands = [self.operand(scope, depth)]
        operators: list[_Token] = []
        while self.next.kind not in {"end", "close"}:
            side_by_side = _Token("AND", "", self.next.start, self.next.end)
            operators.append(self.take() if self.next.kind in {"AND", "OR"} else side_by_side)
            operands.append(self.operand(scope, depth))
        kinds = {operator.kind for operator in operators}
        if len(kinds) > 1:
            raise self.mixed(operands, operators)
        nodes = [operand.node for operand in operands]
        return _any(nodes) if kinds == {"OR"} else _all(nodes)

    def mixed(self, operands: list[_Operand], operators: list[_Token]) -> QueryError:
        odd = next(operator for operator in operators if operator.kind != operators[0].kind)
        shown = [self.query[operand.start : operand.end] for operand in operands]
        kinds = [operator.kind for operator in operators]
        readings = f"{_grouped(shown, kinds, 'AND')}  hay  {_grouped(shown, kinds, 'OR')}"
        return self.error(f"AND và OR đi cùng nhau phải có ngoặc: {readings} ?", odd)

    def operand(self, scope: Scope, depth: int) -> _Operand:
        start = self.next.start
        negated = False
        while self.next.kind in {"NOT", "minus"}:
            negated = not negated
            self.take()
        first, *rest = self.primary(scope, depth)
        node = _all([Not(first) if negated else first, *rest])
        return _Operand(node, start, self.tokens[self.at - 1].end)

    def primary(self, scope: Scope, depth: int) -> list[Node]:
        """What one operand says; more than one node where a run of words was taken apart."""
        token = self.next
        if token.kind == "open":
            return [self.bracketed(scope, depth + 1)]
        if token.kind == "quoted":
            self.take()
            return [self.clause(token.start + 1, token.end - 1, scope, token)]
        if token.kind == "field" and not self.is_text(token):
            return self.fielded(scope, depth)
        if token.kind in {"word", "field"}:
            return self.run(scope)
        before = self.tokens[self.at - 1].text if self.at else ""
        place = f"sau {before} " if before else "ở đây "
        raise self.error(f"{place}thiếu từ cần tìm", token)

    def bracketed(self, scope: Scope, depth: int) -> Node:
        opening = self.take()
        if depth > MAX_DEPTH:
            raise self.error(f"ngoặc lồng nhau quá {MAX_DEPTH} lớp", opening)
        node = self.expression(scope, depth)
        if self.next.kind != "close":
            raise self.error("ngoặc mở ở đây không được đóng", opening)
        self.take()
        return node

    def is_text(self, token: _Token) -> bool:
        """ "Ghi chú: …" is text; "tinh:ha-tinh" is a field, and a misspelt field deserves an error."""
        glued = self.query[token.end : token.end + 1].strip() != ""
        return not glued and _field(token) is None

    def fielded(self, scope: Scope, depth: int) -> list[Node]:
        token = self.take()
        field = _field(token)
        if field is None:
            raise self.error(f"không có trường này; các trường: {', '.join([*TEXT_FIELDS, *FILTER_FIELDS])}", token)
        if scope is not None:
            raise self.error("trường không đặt được trong một trường khác", token)
        if self.next.kind not in {"open", "quoted", "word"} or self.next.start != token.end:
            raise self.error(f"sau {token.text} thiếu giá trị, viết liền không có dấu cách", token)
        if self.next.kind == "word" and field in FILTER_FIELDS.values():
            return [self.one_value(field)]
        return self.primary(field, depth)

    def one_value(self, field: Scope) -> Node:
        """The next word, or as many as make the longest known name ("tinh:hà tĩnh viettel")."""
        first = self.take()
        end, ahead = first.end, self.at
        for taken in range(self.at, min(self.at + self.longest, len(self.tokens))):
            if self.tokens[taken].kind != "word":
                break
            words = syllables(self.folded[first.start : self.tokens[taken].end])
            if words in self.terms or words in self.values:
                end, ahead = self.tokens[taken].end, taken + 1
        self.at = ahead
        return self.clause(first.start, end, field, first)

    def run(self, scope: Scope) -> list[Node]:
        """A bare run of words: one phrase, or several around the terms we know."""
        begin = self.at
        first = last = self.take()
        while self.next.kind == "word" or (self.next.kind == "field" and self.is_text(self.next)):
            last = self.take()
        for token in self.tokens[begin : self.at]:
            if _NOT_YET.fullmatch(token.text):
                raise self.error("*, NEAR/n, = và ~ chưa dùng được; đặt trong ngoặc kép nếu là chữ cần tìm", token)
        if scope in FILTER_FIELDS.values():
            return [self.clause(first.start, last.end, scope, first)]
        pieces = list(self.pieces(first.start, last.end)) or [(first.start, last.end)]
        return [self.clause(start, end, scope, first, loose=True) for start, end in pieces]

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where the known terms of a run and the words between them stand."""
        words = [(word, start + a, start + b) for word, a, b in syllable_spans(self.folded[start:end])]
        at = loose = 0  # `loose`: where the words began that belong to no known term
        while at < len(words):
            length = self.known_length([word for word, _, _ in words[at : at + self.longest]])
            if length and loose < at:
                yield words[loose][1], words[at - 1][2]
            if length:
                yield words[at][1], words[at + length - 1][2]
                loose = at + length
            at += length or 1
        if loose < len(words):
            yield words[loose][1], words[-1][2]

    def known_length(self, words: list[str]) -> int:
        return next((n for n in range(len(words), 0, -1) if tuple(words[:n]) in self.terms), 0)

    def clause(self, start: int, end: int, scope: Scope, token: _Token, *, loose: bool = False) -> Node:
        """A phrase or filter from a stretch of the query."""
        self.clauses += 1
        if self.clauses > MAX_CLAUSES:
            raise self.error(f"quá {MAX_CLAUSES} điều kiện", token)
        words = syllables(self.exact[start:end])
        if not words:
            raise self.error("không có chữ hay số nào để tìm", token)
        if scope in FILTER_FIELDS.values():
            return Filter(cast("FilterField", scope), self.value(start, end, token))
        plain = self.exact[start:end] == self.folded[start:end]
        return Phrase(words, "folded" if plain else "exact", cast("TextField | None", scope), loose)

    def value(self, start: int, end: int, token: _Token) -> str:
        value = " ".join(self.query[start:end].split())
        if any(unicodedata.category(character) in {"Cc", "Cs"} for character in value):
            raise self.error("giá trị có ký tự không in được", token)
        return value


def _field(token: _Token) -> Scope:
    name = folded_form(token.text[:-1])
    return TEXT_FIELDS.get(name) or FILTER_FIELDS.get(name)


def _all(nodes: list[Node]) -> Node:
    parts = [part for node in nodes for part in (node.parts if isinstance(node, And) else (node,))]
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _any(nodes: list[Node]) -> Node:
    parts = [part for node in nodes for part in (node.parts if isinstance(node, Or) else (node,))]
    return Or(tuple(parts))


def _grouped(shown: list[str], kinds: list[str], tight: str) -> str:
    """The operands with brackets around those that `tight` joins: one of the two readings."""
    groups = [[shown[0]]]
    for kind, operand in zip(kinds, shown[1:], strict=True):
        if kind == tight:
            groups[-1].append(operand)
        else:
            groups.append([operand])
    texts = [f"({f' {tight} '.join(group)})" if len(group) > 1 else group[0] for group in groups]
    return f" {'OR' if tight == 'AND' else 'AND'} ".join(texts)
