// Finding clock_gettime in the page of code the kernel maps into every process
// (the vDSO), an ELF image at the address auxv gives.

package runtime

import "unsafe"

type elfEhdr struct {
	ident     [16]byte
	typ       uint16
	machine   uint16
	version   uint32
	entry     uint64
	phoff     uint64
	shoff     uint64
	flags     uint32
	ehsize    uint16
	phentsize uint16
	phnum     uint16
	shentsize uint16
	shnum     uint16
	shstrndx  uint16
}

type elfPhdr struct {
	typ    uint32
	flags  uint32
	offset uint64
	vaddr  uint64
	paddr  uint64
	filesz uint64
	memsz  uint64
	align  uint64
}

type elfSym struct {
	name  uint32
	info  byte
	other byte
	shndx uint16
	value uint64
	size  uint64
}

type elfDyn struct {
	tag uint64
	val uint64
}

func vdsoParse(base uintptr) {
	const (
		ptLoad    = 1
		ptDynamic = 2
		dtHash    = 4
		dtStrtab  = 5
		dtSymtab  = 6
		dtGnuHash = 0x6ffffef5
	)
	hdr := (*elfEhdr)(unsafe.Pointer(base))
	var dyn *[1 << 16]elfDyn
	var load uintptr
	found := false
	for i := uintptr(0); i < uintptr(hdr.phnum); i++ {
		ph := (*elfPhdr)(unsafe.Pointer(base + uintptr(hdr.phoff) + i*uintptr(hdr.phentsize)))
		switch ph.typ {
		case ptLoad:
			if !found {
				found = true
				load = base + uintptr(ph.offset-ph.vaddr)
			}
		case ptDynamic:
			dyn = (*[1 << 16]elfDyn)(unsafe.Pointer(base + uintptr(ph.offset)))
		}
	}
	if !found || dyn == nil {
		return
	}
	var symtab, strtab, hash, gnuhash uintptr
	for i := 0; dyn[i].tag != 0; i++ {
		p := load + uintptr(dyn[i].val)
		switch dyn[i].tag {
		case dtStrtab:
			strtab = p
		case dtSymtab:
			symtab = p
		case dtHash:
			hash = p
		case dtGnuHash:
			gnuhash = p
		}
	}
	if symtab == 0 || strtab == 0 {
		return
	}
	n := uint32(0)
	if hash != 0 {
		n = *(*uint32)(unsafe.Pointer(hash + 4))
	} else if gnuhash != 0 {
		n = vdsoGnuCount(gnuhash)
	}
	for i := uint32(0); i < n; i++ {
		sym := (*elfSym)(unsafe.Pointer(symtab + uintptr(i)*unsafe.Sizeof(elfSym{})))
		if sym.info&15 != 2 || sym.shndx == 0 {
			continue
		}
		name := (*byte)(unsafe.Pointer(strtab + uintptr(sym.name)))
		switch {
		case vdsoNameIs(name, "__vdso_clock_gettime"):
			vdsoClockgettimeSym = load + uintptr(sym.value)
		case vdsoNameIs(name, "__vdso_gettimeofday"):
			vdsoGettimeofdaySym = load + uintptr(sym.value)
		case vdsoNameIs(name, "__vdso_getrandom"):
			vdsoGetrandomSym = load + uintptr(sym.value)
		}
	}
}

// vdsoGnuCount is the number of symbols that a GNU hash table covers.
func vdsoGnuCount(table uintptr) uint32 {
	at := func(i uintptr) uint32 { return *(*uint32)(unsafe.Pointer(table + i*4)) }
	nbuckets, symoff, bloom := at(0), at(1), at(2)
	buckets := uintptr(4) + uintptr(bloom)*2
	chains := buckets + uintptr(nbuckets)
	last := uint32(0)
	for i := uintptr(0); i < uintptr(nbuckets); i++ {
		last = max(last, at(buckets+i))
	}
	if last < symoff {
		return symoff
	}
	for at(chains+uintptr(last-symoff))&1 == 0 {
		last++
	}
	return last + 1
}

func vdsoNameIs(p *byte, s string) bool {
	for i := 0; i < len(s); i++ {
		if *(*byte)(add(unsafe.Pointer(p), uintptr(i))) != s[i] {
			return false
		}
	}
	return *(*byte)(add(unsafe.Pointer(p), uintptr(len(s)))) == 0
}

// inVDSOPage: profiling leaves the vDSO's code alone.
func inVDSOPage(pc uintptr) bool {
	if vdsoClockgettimeSym == 0 {
		return false
	}
	page := vdsoClockgettimeSym &^ (physPageSize - 1)
	return pc >= page && pc < page+physPageSize
}
