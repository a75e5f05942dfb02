// fmt on nested values: verbs for structs, maps, pointers, slices of interfaces, Formatter, GoStringer, widths, errors in verbs.
package main

import (
	"errors"
	"fmt"
	"math"
	"os"
	"time"
)

type In struct {
	A int
	b string
}
type T struct {
	In
	P  *In
	M  map[string]int
	S  []any
	E  error
	F  func()
	C  chan int
	Ar [2]bool
	Any any
	by []byte
}
type St int

func (s St) String() string { return fmt.Sprintf("St(%d)", int(s)) }

type Go struct{ n int }

func (g Go) GoString() string { return "Go!" }

type Fm struct{}

func (Fm) Format(f fmt.State, c rune) {
	w, ok := f.Width()
	p, ok2 := f.Precision()
	fmt.Fprintf(f, "[%c %d %v %d %v %v%v]", c, w, ok, p, ok2, f.Flag('+'), f.Flag('-'))
}

type Pan struct{}

func (Pan) String() string { panic("in String") }

type NilS struct{ s string }

func (n *NilS) String() string { return n.s }

func main() {
	t := T{In{1, "x"}, &In{2, "y"}, map[string]int{"b": 2, "a": 1}, []any{1, "s", nil, St(3), []int{1}}, errors.New("err"), nil, nil, [2]bool{true}, St(4), []byte("hi")}
	fmt.Printf("%v\n%+v\n", t.In, t.In)
	s := fmt.Sprintf("%v %+v", t, t)
	fmt.Println(len(s) > 100)
	t.P = nil
	fmt.Printf("%v\n%+v\n%#v\n", t, t, t.M)
	fmt.Printf("%#v %#v %#v %#v\n", t.In, t.S, Go{1}, []Go{{2}})
	fmt.Printf("%d %s %x %q %T\n", []any{1, "a"}, []any{1, "a"}, "hex", []string{"q"}, t)
	fmt.Printf("%5d|%-5d|%05d|%+d|% d|%x|%X|%o|%#o|%b|%c|%U|%#U|%q\n", 42, 42, 42, 42, 42, 42, -42, 42, 42, 5, 'é', 'é', 'é', 'é')
	fmt.Printf("%8.3f|%-8.2f|%+.1e|%g|%G|%08.2f|% .3f|%6.0f|%#g\n", math.Pi, math.Pi, 12345.678, 1e21, 1e-7, -3.14159, 2.5, 2.5, 1.0)
	fmt.Printf("%s|%10s|%-10s|%.2s|%q|%x|% x|%#x|%+q|%#q\n", "go", "go", "go", "golang", "a\"b", "hi", "hi", "hi", "é", "raw")
	fmt.Printf("%t|%5t|%v|%p|%v|%6.2f%%\n", true, false, nil, nil, (*int)(nil), 99.5)
	fmt.Printf("%v %v %v %d %s\n", St(1), []St{1, 2}, map[St]St{1: 2}, St(5), St(6))
	fmt.Printf("%5v|%-6v|%+-7.2q|%v\n", Fm{}, Fm{}, Fm{}, []Fm{{}})
	fmt.Printf("%v %s\n", Pan{}, &NilS{"ok"})
	fmt.Printf("%v %s %d\n", (*NilS)(nil), error(nil), []error{nil})
	fmt.Printf("%d %s %!|%z %d\n", "str", 5, 1)
	fmt.Printf("%d\n", 1, 2)
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%[2]d %[1]d %[3]*.[2]*[1]f|%[5]d|%*d|%-*d|\n", 1, 2, 8, 4, 5)
	fmt.Printf("%v %v %v %v\n", [3]byte{1, 2}, []byte{1, 2}, struct{}{}, [0]int{})
	fmt.Printf("%s %x %X %q %v\n", []byte("by"), []byte("by"), [2]byte{1, 255}, []byte("q"), [][]byte{[]byte("z")})
	fmt.Printf("%v %.2f %8.1f %+v %g\n", 1+2i, 1.234+5i, 1i, complex64(2), complex(math.Inf(1), math.NaN()))
	fmt.Printf("%v %v %e %10.3v|%-10v|%+v\n", math.Inf(-1), math.NaN(), 0.0, math.Pi, math.Inf(1), math.Inf(1))
	fmt.Printf("%v %v %s %v\n", time.Duration(1500)*time.Millisecond, time.Unix(0, 0).UTC(), os.ErrNotExist, &t.In)
	fmt.Printf("%v %+v %v\n", &[]int{1}, &map[string]int{"k": 1}, &[2]string{"a", "b"})
	fmt.Printf("%6d|%-6d|%06d|%x|%X|% x|%#v|%#v\n", []int{1, -2}, []int{3}, []int{-4}, []int{10, 11}, []string{"ab"}, []string{"ab", "c"}, []int(nil), map[int]bool(nil))
	fmt.Printf("%#v %#v %#v %#v %#v %#v %#v\n", 1, "s", 1.0, 'x', true, nil, struct{ a any }{1})
	fmt.Printf("%#v %#v %#v %#v\n", uint8(1), []byte{1}, [2]string{"a"}, struct {
		X *int
		Y func()
	}{})
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0, nil, []int{}), fmt.Sprintln("x", 1), fmt.Sprint(), fmt.Sprint(nil, nil))
	fmt.Println(fmt.Errorf("%w + %w", errors.New("a"), errors.New("b")), fmt.Errorf("%w", nil), fmt.Errorf("%d %w", 1, "x"))
	fmt.Printf("%08b|%+x|%#b|%#X|%x|%x\n", -5, 255, 5, 255, -1.5, "héé")
	fmt.Printf("%c%c|%v|%q|%U\n", 0x1F600, -1, 'a', 0x1F600, -1)
	fmt.Printf("%t %t\n", 1, "x")
	fmt.Printf("%.3s|%.10s|%.0s|%5.1s|%q\n", "日本語日本", "ab", "x", "日本", "\x00\xff\u2028")
	fmt.Fprintln(os.Stdout, fmt.Appendf(nil, "%d", 5), string(fmt.Append([]byte("x"), 1, 2)))
}
