// Memory from the kernel. Address space is reserved without promise (MAP_NORESERVE),
// made usable with sysMap, and committed by the kernel when it is touched.
package runtime

import (
	"internal/runtime/atomic"
	"unsafe"
)

// A sysMemStat counts bytes obtained from the kernel for one purpose.
type sysMemStat uint64

func (s *sysMemStat) load() uint64 { return atomic.Load64((*uint64)(s)) }

func (s *sysMemStat) add(n int64) {
	atomic.Xadd64((*uint64)(s), n)
}

// sysAlloc gives zeroed memory, nil when there is none.
func sysAlloc(n uintptr, stat *sysMemStat, name string) unsafe.Pointer {
	p, err := mmap(nil, n, _PROT_READ|_PROT_WRITE, _MAP_ANON|_MAP_PRIVATE, -1, 0)
	if err != 0 {
		return nil
	}
	if stat != nil {
		stat.add(int64(n))
	}
	return p
}

// sysReserve reserves address space, at v if it is free.
func sysReserve(v unsafe.Pointer, n uintptr) unsafe.Pointer {
	p, err := mmap(v, n, _PROT_NONE, _MAP_ANON|_MAP_PRIVATE|_MAP_NORESERVE, -1, 0)
	if err != 0 {
		return nil
	}
	return p
}

// sysMap makes reserved space usable; false: there is no memory.
func sysMap(v unsafe.Pointer, n uintptr, stat *sysMemStat) bool {
	p, err := mmap(v, n, _PROT_READ|_PROT_WRITE, _MAP_ANON|_MAP_FIXED|_MAP_PRIVATE|_MAP_NORESERVE, -1, 0)
	if err == _ENOMEM {
		sysFreeOS(v, n)
		return false
	}
	if p != v || err != 0 {
		throw("runtime: cannot map pages in arena address space")
	}
	if stat != nil {
		stat.add(int64(n))
	}
	return true
}

// sysHugePage asks for large pages: one fault each instead of 512.
func sysHugePage(v unsafe.Pointer, n uintptr) {
	madvise(v, n, _MADV_HUGEPAGE)
}

// sysNoHugePage has the kernel use small pages only.
func sysNoHugePage(v unsafe.Pointer, n uintptr) {
	madvise(v, n, _MADV_NOHUGEPAGE)
}

// sysPopulate commits memory that will be used soon.
func sysPopulate(v unsafe.Pointer, n uintptr) {
	madvise(v, n, _MADV_POPULATE_WRITE)
}

// sysUnused tells the kernel that the contents are not needed any more.
func sysUnused(v unsafe.Pointer, n uintptr) {
	madvise(v, n, _MADV_DONTNEED)
}

// sysFreeOS gives address space back.
func sysFreeOS(v unsafe.Pointer, n uintptr) {
	munmap(v, n)
}

func sysFree(v unsafe.Pointer, n uintptr, stat *sysMemStat) {
	if stat != nil {
		stat.add(-int64(n))
	}
	munmap(v, n)
}

// physicalMemory is the machine's memory in bytes, from sysinfo(2).
func physicalMemory() uintptr {
	var info struct {
		uptime    int64
		loads     [3]uint64
		totalram  uint64
		freeram   uint64
		sharedram uint64
		bufferram uint64
		totalswap uint64
		freeswap  uint64
		procs     uint16
		pad       [6]byte
		totalhigh uint64
		freehigh  uint64
		unit      uint32
		rest      [60]byte
	}
	r := syscall6(99, uintptr(unsafe.Pointer(&info)), 0, 0, 0, 0, 0)
	if r != 0 || info.totalram == 0 {
		return 1 << 46
	}
	unit := uint64(info.unit)
	if unit == 0 {
		unit = 1
	}
	return uintptr((info.totalram + info.totalswap) * unit)
}
