"""Labels and branch statements of one function body: misplaced break, continue, fallthrough; wrong, unused and missing
labels; gotos over variable declarations and into blocks. Sets BranchStmt.target."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional

from undergo.syntax.nodes import (
    AssignStmt,
    BlockStmt,
    BranchStmt,
    DeclStmt,
    EmptyStmt,
    Expr,
    ForStmt,
    IfStmt,
    LabeledStmt,
    Node,
    SelectStmt,
    Stmt,
    SwitchStmt,
    TypeSwitchGuard,
    VarDecl,
)
from undergo.syntax.positions import FileTable
from undergo.syntax.printer import expr_string

_INTERESTING = frozenset([DeclStmt, LabeledStmt, BranchStmt, AssignStmt, BlockStmt, IfStmt, ForStmt, SwitchStmt, SelectStmt])


def check_branches(body: BlockStmt, report: Callable[[int, str], None], files: FileTable) -> None:
    labels = _Labels(report, files)
    forward = labels.block(None, None, None, None, -1, body.pos, body.list)
    for goto in forward:
        assert goto.label is not None
        name = goto.label.value
        label = labels.labels.get(name)
        if label is not None:
            label.used = True
            report(goto.label.pos, f"goto {name} jumps into block starting at {files.format(label.parent.start)}")
        else:
            report(goto.label.pos, f"label {name} not defined")
    for label in labels.labels.values():
        if not label.used:
            report(label.stmt.label.pos, f"label {label.stmt.label.value} defined and not used")


class _Block:
    __slots__ = ("parent", "start", "labeled")

    def __init__(self, parent: Optional["_Block"], start: int, labeled: Optional[LabeledStmt]) -> None:
        self.parent = parent
        self.start = start
        self.labeled = labeled


class _Label:
    __slots__ = ("parent", "stmt", "used")

    def __init__(self, parent: _Block, stmt: LabeledStmt) -> None:
        self.parent = parent
        self.stmt = stmt
        self.used = False


class _Labels:
    """The labels of one function."""

    __slots__ = ("report", "files", "labels")

    def __init__(self, report: Callable[[int, str], None], files: FileTable) -> None:
        self.report = report
        self.files = files
        self.labels: dict[str, _Label] = {}

    def declare(self, block: _Block, stmt: LabeledStmt) -> _Label:
        name = stmt.label.value
        other = self.labels.get(name)
        if other is not None:
            where = self.files.format(other.stmt.label.pos)
            self.report(stmt.label.pos, f"label {name} already defined at {where}")
            return other
        label = self.labels[name] = _Label(block, stmt)
        return label

    def goto_target(self, block: Optional[_Block], name: str) -> Optional[LabeledStmt]:
        label = self.labels.get(name)
        if label is not None:
            label.used = True
            while block is not None:
                if label.parent is block:
                    return label.stmt
                block = block.parent
        return None

    def enclosing(self, block: Optional[_Block], name: str) -> tuple[bool, Optional[Stmt]]:
        """(is the label defined, the statement it labels if that encloses ``block``)."""
        label = self.labels.get(name)
        if label is None:
            return False, None
        label.used = True
        while block is not None:
            if label.stmt is block.labeled:
                return True, label.stmt.stmt
            block = block.parent
        return True, None

    def block(
        self,
        parent: Optional[_Block],
        breaks: Optional[Stmt],
        continues: Optional[ForStmt],
        labeled: Optional[LabeledStmt],
        case_index: int,
        start: int,
        statements: list[Stmt],
    ) -> list[BranchStmt]:
        """One block; returns the gotos whose label has not been seen yet."""
        block = _Block(parent, start, labeled)
        var_pos = 0
        var_name: Optional[Node] = None
        forward: list[BranchStmt] = []
        bad: list[BranchStmt] = []  # the forward gotos that jump over a declaration if their label comes in this block
        count = len(statements)
        while count and statements[count - 1].__class__ is EmptyStmt:
            count -= 1
        for index in range(count):
            stmt = statements[index]
            cls = stmt.__class__
            if cls not in _INTERESTING:
                continue
            labeled = None
            while isinstance(stmt, LabeledStmt):
                name = stmt.label.value
                if name != "_":
                    label = self.declare(block, stmt)
                    kept = []
                    for goto in forward:
                        assert goto.label is not None
                        if goto.label.value != name:
                            kept.append(goto)
                            continue
                        goto.target = stmt
                        label.used = True
                        if var_pos and goto in bad:
                            where = self.files.format(var_pos)
                            assert var_name is not None
                            self.report(
                                goto.label.pos,
                                f"goto {name} jumps over declaration of {expr_string(var_name)} at {where}",
                            )
                    forward = kept
                    labeled = stmt
                stmt = stmt.stmt
                cls = stmt.__class__
            if cls is AssignStmt:
                assert isinstance(stmt, AssignStmt)
                if stmt.op == ":=":
                    var_pos, var_name, bad = stmt.pos, stmt.lhs, list(forward)
            elif cls is IfStmt:
                assert isinstance(stmt, IfStmt)
                forward += self.block(block, breaks, continues, labeled, -1, stmt.then.pos, stmt.then.list)
                if stmt.else_ is not None:
                    forward += self.block(block, breaks, continues, labeled, -1, stmt.else_.pos, [stmt.else_])
            elif cls is ForStmt:
                assert isinstance(stmt, ForStmt)
                forward += self.block(block, stmt, stmt, labeled, -1, stmt.body.pos, stmt.body.list)
            elif cls is BranchStmt:
                assert isinstance(stmt, BranchStmt)
                if stmt.label is None:
                    self.unlabeled(stmt, breaks, continues, case_index, index + 1 < count)
                elif self.labeled(stmt, block):
                    forward.append(stmt)
            elif cls is SwitchStmt:
                assert isinstance(stmt, SwitchStmt)
                for i, clause in enumerate(stmt.body):
                    forward += self.block(block, stmt, continues, labeled, i, clause.pos, clause.body)
            elif cls is BlockStmt:
                assert isinstance(stmt, BlockStmt)
                forward += self.block(block, breaks, continues, labeled, -1, stmt.pos, stmt.list)
            elif cls is SelectStmt:
                assert isinstance(stmt, SelectStmt)
                for comm in stmt.body:
                    forward += self.block(block, stmt, continues, labeled, -1, comm.pos, comm.body)
            elif cls is DeclStmt:
                assert isinstance(stmt, DeclStmt)
                for decl in stmt.decl_list:
                    if isinstance(decl, VarDecl):
                        first: Expr = decl.name_list[0]
                        var_pos, var_name, bad = decl.pos, first, list(forward)
                        break
        return forward

    def unlabeled(self, stmt: BranchStmt, breaks: Optional[Stmt], continues: Optional[ForStmt], case_index: int, follows: bool) -> None:
        if stmt.tok == "break":
            stmt.target = breaks
            if breaks is None:
                self.report(stmt.pos, "break is not in a loop, switch, or select")
        elif stmt.tok == "continue":
            stmt.target = continues
            if continues is None:
                self.report(stmt.pos, "continue is not in a loop")
        else:
            message = "fallthrough statement out of place"
            if isinstance(breaks, SwitchStmt):
                if isinstance(breaks.tag, TypeSwitchGuard):
                    message = "cannot fallthrough in type switch"
                elif case_index < 0 or follows:
                    pass
                elif case_index + 1 == len(breaks.body):
                    message = "cannot fallthrough final case in switch"
                else:
                    return
            self.report(stmt.pos, message)

    def labeled(self, stmt: BranchStmt, block: _Block) -> bool:
        """A branch with a label; True for a goto whose label is not known yet."""
        assert stmt.label is not None
        name = stmt.label.value
        if stmt.tok == "goto":
            stmt.target = self.goto_target(block, name)
            return stmt.target is None
        defined, target = self.enclosing(block, name)
        if not defined:
            self.report(stmt.label.pos, f"{stmt.tok} label not defined: {name}")
        elif isinstance(target, ForStmt) or stmt.tok == "break" and isinstance(target, (SwitchStmt, SelectStmt)):
            stmt.target = target
        else:
            self.report(stmt.label.pos, f"invalid {stmt.tok} label {name}")
        return False
