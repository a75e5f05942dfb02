// Every verb on every kind.
package main

import (
	"errors"
	"fmt"
	"os"
)

type P struct {
	X, Y int
	n    *int
}
type S string

func (s S) String() string { return "S(" + string(s) + ")" }

type G int

func (g G) GoString() string { return "G!" }

type Fm struct{}

func (Fm) Format(s fmt.State, v rune) {
	w, ok := s.Width()
	p, okp := s.Precision()
	fmt.Fprint(s, "<", string(v), w, ok, p, okp, s.Flag('+'), s.Flag('#'), ">")
}

func main() {
	p := P{1, -2, nil}
	fmt.Printf("%v %+v %#v %T\n", p, p, p, p)
	fmt.Printf("%v %+v %s\n", &p, []any{1, "a", nil}, []string{"x", "y"})
	fmt.Printf("%d %5d|%-5d|%05d %+d %x %X %#x %o %#o %O %b %c %q %U %#U\n", 42, 42, 42, 42, 42, 255, 255, 255, 8, 8, 8, 5, 0x4e16, 'x', 0x4e16, 0x4e16)
	fmt.Printf("%s|%10s|%-10s|%.2s|%q|%x|% x|%#q|%+q\n", "héllo", "hi", "hi", "héllo", "a\"b\n", "hex", "hex", "back`", "é")
	fmt.Printf("%t %v %5t|%p\n", true, false, true, nil)
	fmt.Printf("%e %.2f %8.3f|%-8.1f|%+g %G %08.2f % d\n", 1234.5678, 3.14159, 2.5, 2.5, 1.0, 1e-10, -3.14159, 7)
	fmt.Printf("%v %v %#v %d\n", []byte("ab"), [2]byte{1, 2}, []byte("ab"), []byte("ab"))
	fmt.Printf("%v %#v %v %#v\n", map[string]int{"b": 2, "a": 1}, map[string]int{"a": 1}, S("x"), S("x"))
	fmt.Printf("%v %#v %d %s\n", G(3), G(3), G(3), S("y"))
	fmt.Printf("%v %+8.3x %#d\n", Fm{}, Fm{}, Fm{})
	fmt.Printf("%d %s %!\n", "str", 5)
	fmt.Printf("%d\n", 1, 2)
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%[2]d %[1]d %[3]*.[2]*[1]f|%[5]d\n", 12.0, 2, 6)
	fmt.Printf("%*d|%-*d|%.*f\n", 5, 1, 5, 2, 2, 3.14159)
	fmt.Printf("%z %-+ #0\n", 1)
	fmt.Printf("%v %v\n", errors.New("e"), fmt.Errorf("w: %w", os.ErrExist))
	fmt.Printf("%#v %#v %#v %#v %#v\n", []any{1, "s", nil, 2.0, 'x'}, struct{ A any }{[]int(nil)}, uint8(3), 1e6, [3]bool{})
	fmt.Printf("%6.2f%% %v %v\n", 99.5, int8(-5), uint64(1<<63))
	fmt.Printf("%x %X %x\n", -255, "hello", []byte{1, 171})
	fmt.Printf("%08b|%-8b|%+.3e|%10.3v|%v\n", 5, 5, 12345.678, 3.14159, 1+2i)
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0, nil), fmt.Sprintln("x", 1))
}
