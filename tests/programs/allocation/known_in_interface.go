// Methods of interface values whose type is known are called directly, and what they return needs no heap; nil stays nil.
package main

import (
	"crypto/sha256"
	"encoding"
	"errors"
	"fmt"
	"hash"
	"testing"
)

type Shape interface {
	Area() int
	Corners() []int
}

type Named interface{ Name() string }

type square struct{ side int }

func (s *square) Area() int      { return s.side * s.side }
func (s *square) Corners() []int { return append(make([]int, 0, 4), 0, s.side, 2*s.side, 3*s.side) }
func (s *square) Name() string   { return "square" }

type disc int

func (d disc) Area() int      { return 3 * int(d) * int(d) }
func (d disc) Corners() []int { return make([]int, 3) }

func newSquare(side int) Shape {
	if side < 0 {
		return nil
	}
	return &square{side}
}

func newDisc(r int) Shape { return disc(r) }

type pair[T any] struct{ a, b T }

type Both[T any] interface{ Swap() pair[T] }

func (p *pair[T]) Swap() pair[T] { return pair[T]{p.b, p.a} }

func swapped[T any](a, b T) pair[T] {
	var x Both[T] = &pair[T]{a, b}
	return x.Swap()
}

func try(f func()) {
	defer func() {
		err, _ := recover().(error)
		fmt.Println(err)
	}()
	f()
}

func allocations(name string, f func()) { fmt.Println(name, testing.AllocsPerRun(50, f) <= 1) }

func main() {
	s, d := newSquare(5), newDisc(2)
	fmt.Println(s.Area(), s.Corners(), d.Area(), d.Corners(), s.(Named).Name())
	none := newSquare(-1)
	fmt.Println(none == nil)
	try(func() { fmt.Println(none.Area()) })
	try(func() { fmt.Println(none.(Named).Name()) })
	try(func() { fmt.Println(d.(Named).Name()) })
	fmt.Println(swapped(1, 2), swapped("x", "y"))
	total := 0
	allocations("square", func() {
		s := newSquare(7)
		for _, c := range s.Corners() {
			total += c
		}
		total += s.(Shape).Area()
	})
	allocations("hash", func() {
		h := sha256.New()
		h.Write([]byte("some words"))
		state, err := h.(encoding.BinaryMarshaler).MarshalBinary()
		if err != nil || len(state) == 0 {
			panic(errors.Join(err))
		}
		var sum [sha256.Size]byte
		h.Sum(sum[:0])
		total += int(sum[0])
	})
	var later hash.Hash
	if total > 0 {
		later = sha256.New()
	}
	fmt.Println(total, later.Size())
}
