// Pages of the heap: which are taken, and which still hold what the kernel gave.
//
// An arena of 64 MB is sixteen chunks of 512 pages. A chunk has two bits a page: taken (part of
// a span, or not had from the kernel) and dirty (written since the kernel gave it, so not known to be zero). Of its free
// pages it knows how many lie at its start, at its end, and in its longest row (pageRows); the same is known of each arena and
// of each block of sixteen arenas, so that a search looks at sixteen records a level and one for each GB. The first row that fits,
// from low addresses up, is taken: the heap stays dense, and what is free lies at its end, where it can go back to the
// kernel.
//
// All of this is under mheap_.lock.
package runtime

import (
	"internal/runtime/sys"
	"unsafe"
)

const (
	chunkPages     = 512
	chunkBytes     = chunkPages * pageSize
	chunksPerArena = pagesPerArena / chunkPages
	chunkWords     = chunkPages / 64
)

type pageBits [chunkWords]uint64

// A pageChunk is the record of 512 pages.
type pageChunk struct {
	taken pageBits
	dirty pageBits

	// Free pages: at the start, at the end, in the longest row.
	head, tail, row uint16
	touched         bool // a page of it has been taken once
	small           bool // the kernel has been told to use small pages
}

// rangeMask is the part of the bits [i, i+n) that lies in i's word: its mask, and how many bits it has.
func rangeMask(i, n uintptr) (mask uint64, step uintptr) {
	step = min(64-i%64, n)
	return ^uint64(0) >> (64 - step) << (i % 64), step
}

func (b *pageBits) set(i, n uintptr) {
	for n > 0 {
		mask, step := rangeMask(i, n)
		b[i/64] |= mask
		i, n = i+step, n-step
	}
}

func (b *pageBits) clear(i, n uintptr) {
	for n > 0 {
		mask, step := rangeMask(i, n)
		b[i/64] &^= mask
		i, n = i+step, n-step
	}
}

// count is how many of n bits from i on are set.
func (b *pageBits) count(i, n uintptr) (total uintptr) {
	for n > 0 {
		mask, step := rangeMask(i, n)
		total += uintptr(sys.OnesCount64(b[i/64] & mask))
		i, n = i+step, n-step
	}
	return total
}

// next is the first bit at or after i that is as wanted; chunkPages: none.
func (b *pageBits) next(i uintptr, want bool) uintptr {
	for i < chunkPages {
		w := b[i/64]
		if !want {
			w = ^w
		}
		if w >>= i % 64; w != 0 {
			return i + uintptr(sys.TrailingZeros64(w))
		}
		i = (i/64 + 1) * 64
	}
	return chunkPages
}

// summarize finds head, tail and row anew.
func (c *pageChunk) summarize() {
	longest, at, first := uintptr(0), uintptr(0), true
	c.head, c.tail = 0, 0
	for at < chunkPages {
		from := c.taken.next(at, false)
		if from == chunkPages {
			break
		}
		to := c.taken.next(from, true)
		n := to - from
		if first && from == 0 {
			c.head = uint16(n)
		}
		if to == chunkPages {
			c.tail = uint16(n)
		}
		longest = max(longest, n)
		first, at = false, to
	}
	c.row = uint16(longest)
}

// find is the first page of the first free row of n pages, which there is.
func (c *pageChunk) find(n uintptr) uintptr {
	for at := uintptr(0); ; {
		from := c.taken.next(at, false)
		to := c.taken.next(from, true)
		if to-from >= n {
			return from
		}
		at = to
	}
}

// chunkOf is the record for an address of an arena that there is.
func (h *mheap) chunkOf(p uintptr) *pageChunk {
	a := arenaIndex(p)
	return &h.arenas[a>>arenaL2Bits][a&(1<<arenaL2Bits-1)].chunks[p/chunkBytes%chunksPerArena]
}

// rows tells of the chunk at address p as of larger pieces.
func (c *pageChunk) rows(p uintptr) pageRows {
	return pageRows{p, p + chunkBytes, uintptr(c.head), uintptr(c.tail), uintptr(c.row)}
}

// pageRows tells of the addresses [start, end) how many pages are free at its start, at its end, in its longest row.
type pageRows struct {
	start, end      uintptr
	head, tail, row uintptr
}

func (r *pageRows) pages() uintptr { return (r.end - r.start) / pageSize }

// join puts n, which lies at higher addresses, behind r. What may lie between them is not free.
func (r *pageRows) join(n *pageRows) {
	if r.end == 0 {
		*r = *n
		return
	}
	r.row = max(r.row, n.row)
	tail := n.tail
	if r.end == n.start {
		r.row = max(r.row, r.tail+n.head)
		if r.head == r.pages() {
			r.head += n.head
		}
		if n.tail == n.pages() {
			tail += r.tail
		}
	}
	r.tail = tail
	r.end = n.end
}

// A rowSearch looks for a row of free pages in pieces of the address space, lowest first.
type rowSearch struct {
	npages uintptr
	row    uintptr // free pages just before end
	end    uintptr
}

// next looks at the next piece: at is the address of the row if it ends at the start of r; in: it lies in r. Neither: go on behind r.
func (f *rowSearch) next(r *pageRows) (at uintptr, in bool) {
	if r.start != f.end {
		f.row = 0
	}
	if f.row+r.head >= f.npages {
		return r.start - f.row*pageSize, false
	}
	if r.row >= f.npages {
		return 0, true
	}
	if r.tail == r.pages() {
		f.row += r.tail
	} else {
		f.row = r.tail
	}
	f.end = r.end
	return 0, false
}

// An arenaList has the arenas in order of addresses, and of each block of them what is free.
type arenaList struct {
	n      uintptr
	starts []uintptr
	rows   []pageRows // of each arena
	blocks []pageRows // of each arenaBlock arenas
}

const arenaBlock = 16

// index is the place of the arena that holds p.
func (l *arenaList) index(p uintptr) uintptr {
	low, high := uintptr(0), l.n
	for low+1 < high {
		if mid := (low + high) / 2; l.starts[mid] <= p {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// block is which arenas, [first, last), are in block b.
func (l *arenaList) block(b uintptr) (first, last uintptr) {
	return b * arenaBlock, min((b+1)*arenaBlock, l.n)
}

// sumBlock finds anew what is free in block b.
func (l *arenaList) sumBlock(b uintptr) {
	var sum pageRows
	for i, last := l.block(b); i < last; i++ {
		sum.join(&l.rows[i])
	}
	l.blocks[b] = sum
}

// findPages is the lowest address where npages pages in a row are free; 0: nowhere.
func (h *mheap) findPages(npages uintptr) uintptr {
	l := &h.arenaList
	blocks := divRoundUp(l.n, arenaBlock)
	for h.searchBlock < blocks && l.blocks[h.searchBlock].row == 0 {
		h.searchBlock++
	}
	f := rowSearch{npages: npages}
	for b := h.searchBlock; b < blocks; b++ {
		at, in := f.next(&l.blocks[b])
		if in {
			return h.findInBlock(b, npages)
		}
		if at != 0 {
			return at
		}
	}
	return 0
}

// findInBlock is findPages in a block that has such a row.
func (h *mheap) findInBlock(b, npages uintptr) uintptr {
	f := rowSearch{npages: npages}
	for i, last := h.arenaList.block(b); i < last; i++ {
		at, in := f.next(&h.arenaList.rows[i])
		if in {
			return h.findInArena(h.arenaList.starts[i], npages)
		}
		if at != 0 {
			return at
		}
	}
	throw("mheap: a row of free pages is not in its block")
	return 0
}

// findInArena is findPages in an arena that has such a row.
func (h *mheap) findInArena(start, npages uintptr) uintptr {
	f := rowSearch{npages: npages}
	for p := start; p < start+heapArenaBytes; p += chunkBytes {
		c := h.chunkOf(p)
		r := c.rows(p)
		at, in := f.next(&r)
		if in {
			return p + c.find(npages)*pageSize
		}
		if at != 0 {
			return at
		}
	}
	throw("mheap: a row of free pages is not in its arena")
	return 0
}

// changed makes known above that a chunk of the arena has changed.
func (h *mheap) changed(p uintptr) {
	l := &h.arenaList
	i := l.index(p)
	start := l.starts[i]
	var sum pageRows
	for at := start; at < start+heapArenaBytes; at += chunkBytes {
		r := h.chunkOf(at).rows(at)
		sum.join(&r)
	}
	if l.rows[i] != sum {
		l.rows[i] = sum
		l.sumBlock(i / arenaBlock)
		h.searchBlock = min(h.searchBlock, i/arenaBlock)
	}
}

// eachPart calls fn, which changes what is taken, for the part of each chunk that [p, p+npages pages) covers.
func (h *mheap) eachPart(p, npages uintptr, fn func(c *pageChunk, first, n uintptr)) {
	for npages > 0 {
		first := p / pageSize % chunkPages
		n := min(chunkPages-first, npages)
		c := h.chunkOf(p)
		fn(c, first, n)
		c.summarize()
		next := p + n*pageSize
		if npages -= n; npages == 0 || next%heapArenaBytes == 0 {
			h.changed(p)
		}
		p = next
	}
}

// usePages marks free pages as taken, and says whether some are dirty.
func (h *mheap) usePages(p, npages uintptr) (dirty bool) {
	h.eachPart(p, npages, func(c *pageChunk, first, n uintptr) {
		if k := c.dirty.count(first, n); k != 0 {
			dirty = true
			h.freeDirty -= k
		}
		if !c.touched {
			c.touched = true
			h.touched += chunkPages
		}
		c.taken.set(first, n)
		c.dirty.set(first, n)
	})
	for at := p &^ (chunkBytes - 1); at < p+npages*pageSize; at += chunkBytes {
		if c := h.chunkOf(at); c.small && c.row == 0 {
			c.small = false
			sysHugePage(unsafe.Pointer(at), chunkBytes)
		}
	}
	return dirty
}

// noHugePages has the kernel use small pages in a chunk of which n pages at p go back to it, unless they are whole large pages: else
// it would fill them again to make a large page (khugepaged), or at the first touch. The chunk may have large pages again when it is full.
func (h *mheap) noHugePages(p, n uintptr) {
	const huge = 2 << 20
	if p < h.smallEnd || p%huge == 0 && n*pageSize%huge == 0 {
		return
	}
	lock(&h.lock)
	c := h.chunkOf(p)
	tell := !c.small
	c.small = true
	unlock(&h.lock)
	if tell {
		sysNoHugePage(unsafe.Pointer(p&^(chunkBytes-1)), chunkBytes)
	}
}

// returnPages marks taken pages as free. They stay dirty, unless clean.
func (h *mheap) returnPages(p, npages uintptr, clean bool) {
	h.eachPart(p, npages, func(c *pageChunk, first, n uintptr) {
		c.taken.clear(first, n)
		if clean {
			c.dirty.clear(first, n)
		} else {
			h.freeDirty += n
		}
	})
	if !clean {
		h.dirtyBelow = max(h.dirtyBelow, p+npages*pageSize)
	}
}

// addChunks makes pages known as free that are new. false: no memory for the records.
func (h *mheap) addChunks(start, size uintptr) bool {
	for p := start &^ (heapArenaBytes - 1); p < start+size; p += heapArenaBytes {
		if !h.addArena(p) {
			return false
		}
	}
	h.eachPart(start, size/pageSize, func(c *pageChunk, first, n uintptr) { c.taken.clear(first, n) })
	h.lowest = min(h.lowest-1, start-1) + 1 // 0 is none yet
	h.highest = max(h.highest, start+size)
	return true
}

// addArena makes the records of an arena, unless there are some; no page of it is free yet.
func (h *mheap) addArena(start uintptr) bool {
	i := arenaIndex(start)
	l1 := i >> arenaL2Bits
	if h.arenas[l1] == nil {
		h.arenas[l1] = (*[1 << arenaL2Bits]*heapArena)(sysAlloc(unsafe.Sizeof(*h.arenas[0]), &memstats.gcMiscSys, "arena index"))
		if h.arenas[l1] == nil {
			return false
		}
	}
	if h.arenas[l1][i&(1<<arenaL2Bits-1)] != nil {
		return true
	}
	l := &h.arenaList
	if l.n == uintptr(len(l.starts)) && !l.grow() {
		return false
	}
	ha := (*heapArena)(sysAlloc(unsafe.Sizeof(heapArena{}), &memstats.gcMiscSys, "arena"))
	if ha == nil {
		return false
	}
	for c := range ha.chunks {
		ha.chunks[c].taken.set(0, chunkPages)
	}
	h.arenas[l1][i&(1<<arenaL2Bits-1)] = ha
	at := l.n
	for ; at > 0 && l.starts[at-1] > start; at-- {
		l.starts[at], l.rows[at] = l.starts[at-1], l.rows[at-1]
	}
	l.starts[at], l.rows[at] = start, pageRows{start: start, end: start + heapArenaBytes}
	l.n++
	for b := at / arenaBlock; b*arenaBlock < l.n; b++ {
		l.sumBlock(b)
	}
	h.searchBlock = min(h.searchBlock, at/arenaBlock)
	return true
}

// grow makes room for more arenas.
func (l *arenaList) grow() bool {
	n := max(2*uintptr(len(l.starts)), 64)
	const record = 8 + unsafe.Sizeof(pageRows{})
	p := sysAlloc(n*(record+unsafe.Sizeof(pageRows{})/arenaBlock), &memstats.gcMiscSys, "arena list")
	if p == nil {
		return false
	}
	old := *l
	l.starts = unsafe.Slice((*uintptr)(p), n)
	l.rows = unsafe.Slice((*pageRows)(add(p, n*8)), n)
	l.blocks = unsafe.Slice((*pageRows)(add(p, n*record)), n/arenaBlock)
	copy(l.starts, old.starts)
	copy(l.rows, old.rows)
	copy(l.blocks, old.blocks)
	if n := uintptr(len(old.starts)); n != 0 {
		sysFree(unsafe.Pointer(unsafe.SliceData(old.starts)), n*(record+unsafe.Sizeof(pageRows{})/arenaBlock), &memstats.gcMiscSys)
	}
	return true
}

// takeDirtyRow takes, for the scavenger, a free row of dirty pages, of the highest chunk that has one; at most most
// pages. n is 0 if there is none.
func (h *mheap) takeDirtyRow(most uintptr) (p, n uintptr) {
	l := &h.arenaList
	if l.n == 0 {
		return 0, 0
	}
	for i := l.index(h.dirtyBelow-1) + 1; i > 0; i-- {
		start := l.starts[i-1]
		if l.rows[i-1].row == 0 {
			continue
		}
		for at := min(start+heapArenaBytes, alignUp(h.dirtyBelow, chunkBytes)); at > start; {
			at -= chunkBytes
			c := h.chunkOf(at)
			if c.row == 0 {
				continue
			}
			var row pageBits
			any := uint64(0)
			for w := range row {
				row[w] = c.dirty[w] &^ c.taken[w]
				any |= row[w]
			}
			if any == 0 {
				continue
			}
			from := row.next(0, true)
			n = min(row.next(from, false)-from, most)
			p = at + from*pageSize
			h.freeDirty -= n
			h.dirtyBelow = at + chunkBytes
			h.eachPart(p, n, func(c *pageChunk, first, n uintptr) { c.taken.set(first, n) })
			return p, n
		}
	}
	h.dirtyBelow = 0
	return 0, 0
}
