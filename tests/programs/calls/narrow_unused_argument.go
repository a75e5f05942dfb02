// Found by tests/programs/random_programs.py: a narrow argument that nothing uses travels in a register that calls preserve otherwise.
package main
import (
	"errors"
	"fmt"
	"os"
	"strings"
)
var failure = errors.New("failure")
var _ = strings.Index
type number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64
}
func larger[T number](a, b T) T {
	return b
}
func each[T any](s []T) func(yield func(int, T) bool) {
	return func(yield func(int, T) bool) {
		for i, v := range s {
			if !yield(i, v) {
				return
			}
		}
	}
}
func pick[T any](c bool, a, b T) T {
	return b
}
type box[T any] struct {
	v    T
	next *box[T]
}
func (b *box[T]) push(v T) *box[T] { return &box[T]{v, b} }
var steps, budget = 0, 4000
func spend() bool { budget--; return budget < 0 }
var sum uint64 = 14695981039346656037
func show(where string, values ...any) {
	text := fmt.Sprint(values...)
	fmt.Println(where, text)
}
func guard(where string, f func()) {
	f()
}
type shape interface {
	area() int
	grow(by int) shape
}
type square int
func (s square) area() int         { return int(s) * int(s) }
func (s square) grow(by int) shape { return s + square(by) }
type rect struct{ w, h int }
func (r rect) area() int          { return r.w * r.h }
func (r *rect) widen(by int) *rect { r.w += by; return r }
func (r rect) grow(by int) shape  { return r.widen(by) }
type nested struct {
	rect
	depth uint8
}
func (n nested) area() int { return n.rect.area() + int(n.depth) }
func at[T any](s []T, i uint) (v T) {
	return s[i%uint(len(s))]
}
var g264 float64 = 4.5
var g265 [2][]string = [2][]string{[]string{"Go", "日本"}}
var g266 uint16 = 2
type S0 struct {
	F0 [][1]bool
	F1 int
	F2 int16
	F3 uint
	F4 float32
	F5 bool
}
type S1 struct {
	F0 S0
	F1 []int16
	F2 int
}
func (s6 S0) fn1(p2 []S0, p3 S1) (r4 S1, r5 []int) {
	r4.F2 = len(p2)
	for i7, v8 := range each(p2) {
		_ = i7
		_ = v8
		p9 := &r4
		_ = p9
		switch v13 := any(any(map[string]string{"longer text than sixteen": "629", "x\x00y": "x\x00y"})).(type) {
		case error:
			_ = v13
			p14 := &p3
			_ = p14
		case int:
			_ = v13
			p9 = &S1{at(p2, uint(i7)), r4.F1, int(pick(true, uint64(3), uint64(0)))}
			show("at15", i7, s6, r4, r5)
		case uint8:
			_ = v13
			f16 := func() float32 {
				var v17 int16
				_ = v17
				return ((v8.F4 / min(pick(true, float32(-2.25), float32(0)), pick(true, float32(0.5), float32(0)))) * float32(v17))
			}
			_ = f16
		default:
			_ = v13
		}
	}
	return S1{F0: pick(s6.F5, s6, s6), F1: []int16{larger(pick(true, int16(4), int16(0)), pick(true, int16(2), int16(0))), int16(pick(true, uint(16082484586439528755), uint(0)))}, F2: int(pick(true, int64(-6048582262495992918), int64(0)))}, r5
}
func fn201(p202 int8, p203 int8) (r204 S1) {
	if spend() {
		return *new(S1)
	}
	r204.F1 = []int16{larger((pick(true, int16(7), int16(0)) / (pick(true, int16(0), int16(0)) | 1)), pick(true, int16(15), int16(0))), ((pick(true, int16(17), int16(0)) - pick(true, int16(-32768), int16(0))) % ((pick(true, int16(0), int16(0)) & pick(true, int16(7), int16(0))) | 1)), min((pick(true, int16(14), int16(0)) + pick(true, int16(1), int16(0))), pick(true, int16(32766), int16(0))), (larger(pick(true, int16(7), int16(0)), pick(true, int16(32766), int16(0))) >> ((pick(true, uint8(254), uint8(0)) - pick(true, uint8(1), uint8(0))) % 70))}
	v205 := [4]uint64([4]uint64{})
	_ = v205
	v205[uint((pick(true, uint(18446744073709551614), uint(0)) + pick(true, uint(3), uint(0)))) % 4] = (v205[uint((pick(true, uint(19), uint(0)) | pick(true, uint(18446744073709551614), uint(0)))) % 4] | v205[uint(uint8(pick(true, uint16(0), uint16(0)))) % 4])
	f207 := func(p206 uint32) uint8 {
		c208 := make(chan int)
		v210 := 0
		for range 2 {
			v210 += <-c208
		}
		return ((pick(true, uint8(3), uint8(0)) << (pick(true, uint(16), uint(0)) % 70)) &^ larger(larger(pick(true, uint8(7), uint8(0)), pick(true, uint8(15), uint8(0))), uint8(pick(true, uint8(8), uint8(0)))))
	}
	_ = f207
	show("at211", p203, r204, p202, v205)
	return r204
}
func main() {
	budget = 3000
	guard(".fn1", func() {
		v267, v268 := S0{[][1]bool{[1]bool{(steps >= 0) == false}, [1]bool{(steps >= 0) == true}, [1]bool{(steps >= 0) == false}}, pick(true, int(-9223372036854775808), int(0)), pick(true, int16(2), int16(0)), (-pick(true, uint(18446744073709551614), uint(0))), larger(pick(true, float32(5.5), float32(0)), pick(true, float32(-0.125), float32(0))), pick((steps >= 0) == true, (steps >= 0) == false, (steps >= 0) == false)}.fn1(func() []S0 { return []S0{S0{}, S0{}} }(), fn201(pick(true, int8(106), int8(0)), pick(true, int8(-128), int8(0))))
		_, _ = v267, v268
		show(".fn1", v267, v268)
	})
	budget = 3000
	show("end", sum, steps)
	if steps > 100000 {
		os.Exit(3)
	}
}
