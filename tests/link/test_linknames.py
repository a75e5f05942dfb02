"""Which names of the standard library a program may refer to: the verdicts are those of the reference's linker, recorded by building a program for each."""

from __future__ import annotations

import pytest

from undergo.build.errors import BuildError
from undergo.build.linknames import StandardNames, check_references

LINKED = ("fmt", "math", "net/url", "os", "reflect", "runtime", "strconv", "strings", "sync", "sync/atomic", "syscall", "time", "testing")

REFUSED = """
    strings.explode strconv.Itoa fmt.Println os.Args math.archLog runtime.newcoro runtime.allgs runtime.allm runtime.zerobase runtime.rt0_go
    runtime.addmoduledata runtime.firstmoduledata runtime.activeModules runtime.gcWriteBarrier1 runtime.(*mheap).alloc runtime.spillArgs
    runtime.reflectcall runtime.bootstrapRand reflect.compiledTypelinks reflect.(*rtype).common reflect.(*Value).Len syscall.rawVforkSyscall
    syscall.utimensat syscall.sendtoInet4 time.runtimeNow internal/bytealg.IndexByte internal/bytealg.MaxLen internal/sync.throw
    internal/runtime/atomic.Xadd internal/runtime/atomic.Xchg64 sync/atomic.AddInt32 sync/atomic.StoreUintptr crypto/internal/fips140.fatal
    go:fipsinfo
""".split()

ALLOWED = """
    runtime.nanotime runtime.mallocgc runtime.growslice runtime.memmove runtime.cputicks runtime.sched runtime.lastmoduledatap runtime.mapiterinit
    runtime.procPin runtime.doInit runtime.text sync.runtime_procPin sync.fatal os.runtime_args syscall.runtime_envs time.Sleep time.Time.abs
    internal/godebug.setUpdate internal/poll.runtime_pollOpen reflect.(*rtype).Method reflect.(*rtype).Align
    runtime.nosuch strings.nosuch nosuch.nosuch regexp.compile example.com/m.f
""".split()


@pytest.fixture(scope="module")
def names() -> StandardNames:
    return StandardNames(LINKED)


@pytest.mark.parametrize("symbol", REFUSED)
def test_refused(names: StandardNames, symbol: str) -> None:
    assert names.refuses("main", symbol)


@pytest.mark.parametrize("symbol", ALLOWED)
def test_allowed(names: StandardNames, symbol: str) -> None:
    assert not names.refuses("main", symbol)


def test_calls_of_assembly(names: StandardNames) -> None:
    """Assembly cannot call a function in Go without a mark, which is then not defined; what assembly defines needs a mark."""
    assert names.refuses("main", "runtime.rt0_go.abi0")
    assert not names.refuses("main", "strings.explode.abi0")
    assert not names.refuses("main", "runtime.memmove.abi0")


def test_first_fault_is_told() -> None:
    with pytest.raises(BuildError, match=r"^link: a/b: invalid reference to strings\.explode$"):
        check_references([("main", ["runtime.nanotime"]), ("a/b", ["strings.explode", "runtime.allgs"])], LINKED)
