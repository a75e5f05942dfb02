// debug.WriteHeapDump writes records in Go's format: they are read back, and what a program has allocated is among them.
package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
)

type node struct {
	next *node
	data [5]uint64
}

const mark = 0x1122334455667788

var list *node

type reader struct {
	*bufio.Reader
	counts map[uint64]int
}

func (r *reader) number() uint64 {
	v, err := binary.ReadUvarint(r)
	if err != nil {
		panic(err)
	}
	return v
}

func (r *reader) numbers(n int) {
	for range n {
		r.number()
	}
}

func (r *reader) bytes() []byte {
	b := make([]byte, r.number())
	if _, err := io.ReadFull(r, b); err != nil {
		panic(err)
	}
	return b
}

// fields gives the offsets of pointers.
func (r *reader) fields() (list []uint64) {
	for r.number() != 0 {
		list = append(list, r.number())
	}
	return list
}

func main() {
	runtime.MemProfileRate = 1
	for range 10 {
		list = &node{next: list, data: [5]uint64{mark}}
	}
	finalized := new([3]int)
	runtime.SetFinalizer(finalized, func(*[3]int) {})
	wait := make(chan bool)
	go func() { <-wait }()
	runtime.Gosched()
	runtime.GC()

	f, err := os.CreateTemp("", "dump")
	if err != nil {
		panic(err)
	}
	defer os.Remove(f.Name())
	debug.WriteHeapDump(f.Fd())
	f.Seek(0, 0)
	r := &reader{bufio.NewReader(f), map[uint64]int{}}
	header, _ := r.ReadString('\n')
	fmt.Print(header)
	nodes, frames, samples := 0, 0, 0
	for {
		tag := r.number()
		r.counts[tag]++
		switch tag {
		case 0:
			_, err := r.ReadByte()
			fmt.Println("end:", err)
			for _, tag := range []uint64{0, 1, 4, 5, 6, 7, 8, 9, 10, 12, 13, 16, 17} {
				if r.counts[tag] == 0 {
					fmt.Println("no record", tag)
				}
			}
			fmt.Println(r.counts[0], r.counts[6], r.counts[10], nodes, frames >= 1, samples >= 10)
			return
		case 1:
			r.number()
			content, pointers := r.bytes(), r.fields()
			if len(content) == 48 && binary.LittleEndian.Uint64(content[8:]) == mark && len(pointers) == 1 && pointers[0] == 0 {
				nodes++
			}
		case 2:
			r.bytes()
			r.number()
		case 3:
			r.numbers(2)
			r.bytes()
			r.number()
		case 4:
			r.numbers(8)
			r.bytes()
			r.numbers(4)
		case 5:
			r.numbers(3)
			r.bytes()
			r.numbers(3)
			if name := string(r.bytes()); strings.HasPrefix(name, "main.main.func") {
				frames++
			}
			r.fields()
		case 6:
			fmt.Println(r.number(), r.number())
			r.numbers(2)
			fmt.Println(string(r.bytes()))
			r.bytes()
			r.number()
		case 7, 11:
			r.numbers(5)
		case 8:
			r.numbers(2)
		case 9:
			r.numbers(3)
		case 10:
			r.numbers(24 + 256 + 1)
		case 12, 13:
			r.number()
			r.bytes()
			r.fields()
		case 14:
			r.numbers(7)
		case 15:
			r.numbers(6)
		case 16:
			r.numbers(2)
			for range r.number() {
				r.bytes()
				r.bytes()
				r.number()
			}
			r.numbers(2)
		case 17:
			r.numbers(2)
			samples++
		default:
			fmt.Println("unknown record", tag)
			return
		}
	}
}

var _ = list
