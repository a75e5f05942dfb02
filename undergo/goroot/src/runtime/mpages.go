// Pages of the heap: which are taken, and which still hold what the kernel gave.
//
// An arena of 64 MB is sixteen chunks of 512 pages. A chunk has two bits a page: taken (part of
// a span) and dirty (written since the kernel gave it, so not known to be zero). Of its free pages
// it knows how many lie at its start, at its end, and in its longest row; so a search steps over
// chunks without looking at their bits. The first row that fits, from low addresses up, is
// taken: the heap stays dense, and what is free lies at its end, where it can go back to the
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

// findPages is the lowest address where npages pages in a row are free; 0: nowhere.
func (h *mheap) findPages(npages uintptr) uintptr {
	row, end := uintptr(0), uintptr(0) // free pages just before end
	skipping := true                   // so far all chunks are full
	for p := h.searchAt; p != 0; p = h.nextChunk(p) {
		if p != end {
			row = 0
		}
		c := h.chunkOf(p)
		if skipping {
			if c.row == 0 {
				h.searchAt, end = p, p+chunkBytes
				continue
			}
			h.searchAt, skipping = p, false
		}
		if row+uintptr(c.head) >= npages {
			return p - row*pageSize
		}
		if uintptr(c.row) >= npages {
			return p + c.find(npages)*pageSize
		}
		if uintptr(c.tail) == chunkPages {
			row += chunkPages
		} else {
			row = uintptr(c.tail)
		}
		end = p + chunkBytes
	}
	return 0
}

// nextChunk is the address of the next chunk of an arena that there is, in order of addresses; 0: no more.
func (h *mheap) nextChunk(p uintptr) uintptr {
	p += chunkBytes
	if p%heapArenaBytes != 0 {
		return p
	}
	for i := range h.arenaStarts[:h.arenaCount] {
		if a := h.arenaStarts[i]; a >= p {
			return a
		}
	}
	return 0
}

// eachPart calls fn for the part of each chunk that [p, p+npages pages) covers.
func (h *mheap) eachPart(p, npages uintptr, fn func(c *pageChunk, first, n uintptr)) {
	for npages > 0 {
		first := p / pageSize % chunkPages
		n := min(chunkPages-first, npages)
		fn(h.chunkOf(p), first, n)
		p += n * pageSize
		npages -= n
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
		c.summarize()
	})
	return dirty
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
		c.summarize()
	})
	if at := p &^ (chunkBytes - 1); at < h.searchAt {
		h.searchAt = at
	}
}

// addArena makes the pages of a new arena known as free.
func (h *mheap) addArena(start uintptr) bool {
	if h.arenaCount == uintptr(len(h.arenaStarts)) {
		n := max(2*len(h.arenaStarts), 512)
		p := sysAlloc(uintptr(n)*8, &memstats.gcMiscSys, "arena list")
		if p == nil {
			return false
		}
		// The old list stays: who marks may look at it.
		grown := unsafe.Slice((*uintptr)(p), n)
		copy(grown, h.arenaStarts[:h.arenaCount])
		h.arenaStarts = grown
	}
	i := h.arenaCount
	for i > 0 && h.arenaStarts[i-1] > start {
		h.arenaStarts[i] = h.arenaStarts[i-1]
		i--
	}
	h.arenaStarts[i] = start
	h.arenaCount++
	for p := start; p < start+heapArenaBytes; p += chunkBytes {
		h.chunkOf(p).summarize()
	}
	if h.searchAt == 0 || start < h.searchAt {
		h.searchAt = start
	}
	h.lowest = min(h.lowest-1, start-1) + 1 // 0 is none yet
	h.highest = max(h.highest, start+heapArenaBytes)
	return true
}

// takeDirtyRow takes, for the scavenger, a free row of dirty pages, of the highest chunk below limit that
// has one; at most most pages. n is 0 if there is none.
func (h *mheap) takeDirtyRow(limit, most uintptr) (p, n uintptr) {
	for i := h.arenaCount; i > 0; i-- {
		start := h.arenaStarts[i-1]
		for at := start + heapArenaBytes; at > start; {
			at -= chunkBytes
			if at >= limit {
				continue
			}
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
			h.freeDirty -= n
			c.taken.set(from, n)
			c.summarize()
			return at + from*pageSize, n
		}
	}
	return 0, 0
}
