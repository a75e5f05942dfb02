// The heads of maps and channels, through unsafe; capacities that growing gives.
package main

import (
	"fmt"
	"unsafe"
)

type Map struct {
	Used      uint64
	Seed      uintptr
	DirPtr    unsafe.Pointer
	DirLen    int
	Depth     uint8
	Shift     uint8
	Writing   uint8
	Tombstone bool
	ClearSeq  uint64
}

type Table struct {
	Used, Capacity, GrowthLeft uint16
	LocalDepth                 uint8
	Index                      int
	Groups                     unsafe.Pointer
	Mask                       uint64
}

func header[K comparable, V any](m map[K]V) *Map { return *(**Map)(unsafe.Pointer(&m)) }

func full(ctrl uint64) (n int) {
	for i := range 8 {
		if byte(ctrl>>(8*i))&0x80 == 0 {
			n++
		}
	}
	return
}

func main() {
	m := map[int]int{}
	h := header(m)
	for i := range 2000 {
		m[i] = i
		switch i {
		case 0, 7, 8, 13, 14, 27, 28, 100, 895, 896, 897, 1500, 1999:
			fmt.Println(i+1, "used", h.Used, "dirlen", h.DirLen, "depth", h.Depth, "shift", h.Shift, h.Writing, h.Tombstone)
			if h.DirLen == 0 {
				fmt.Println("  one group, full", full(*(*uint64)(h.DirPtr)))
			} else if h.DirLen == 1 {
				t := *(**Table)(h.DirPtr)
				fmt.Println("  tables", t.Used, t.Capacity, t.GrowthLeft, t.LocalDepth, t.Index, t.Mask)
			}
		}
	}
	for i := range 2000 {
		delete(m, i)
	}
	fmt.Println(h.Used)
	clear(m)
	fmt.Println(h.Used, h.ClearSeq)
	for _, hint := range []int{0, 1, 8, 9, 14, 15, 28, 100, 1000, 5000} {
		m := make(map[string]struct{}, hint)
		h := header(m)
		fmt.Println("hint", hint, h.DirLen, h.Depth, h.DirPtr != nil)
	}
	var nilm map[string]int
	fmt.Println(header(nilm) == nil)
	// channels
	type hchan struct {
		qcount, dataqsiz uint
		buf              unsafe.Pointer
		elemsize         uint16
		closed           uint32
		timer            unsafe.Pointer
		elemtype         unsafe.Pointer
		sendx, recvx     uint
		recvq, sendq     [2]unsafe.Pointer
	}
	c := make(chan int16, 3)
	hc := *(**hchan)(unsafe.Pointer(&c))
	show := func() { fmt.Println(hc.qcount, hc.dataqsiz, hc.elemsize, hc.closed, hc.sendx, hc.recvx, hc.recvq[0] != nil, hc.sendq[0] != nil, *(*[3]int16)(hc.buf)) }
	show()
	c <- 1
	c <- 2
	show()
	<-c
	c <- 3
	c <- 4
	show()
	close(c)
	show()
	// strings and slices
	s := "hello"
	b := []byte(s)
	fmt.Println(*(*[2]uintptr)(unsafe.Pointer(&s)) != [2]uintptr{}, cap(b), len(b))
	for _, n := range []int{1, 5, 33, 100, 255, 256, 257, 511, 1000, 1024, 1025, 5000} {
		x := make([]int, n)
		x = append(x, 1)
		y := append([]byte(nil), make([]byte, n)...)
		z := append([]string(nil), make([]string, n)...)
		w := append(make([]struct{ a, b, c int }, n), struct{ a, b, c int }{})
		fmt.Println(n, cap(x), cap(y), cap(z), cap(w), cap([]rune(string(make([]byte, n)))), cap([]byte(string(make([]byte, n)))))
	}
}
