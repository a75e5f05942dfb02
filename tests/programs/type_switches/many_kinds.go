// Type switches over every kind of type, with duplicates of nil, interfaces, several types a case, fallthrough of default order, shadowed values.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
)

type MyInt int
type MyErr struct{}
type Fn func()
type Gen[T any] struct{ v T }

func (MyErr) Error() string      { return "myerr" }
func (Gen[T]) Read([]byte) (int, error) { return 0, io.EOF }

func kind(x any) string {
	switch v := x.(type) {
	default:
		return fmt.Sprintf("default %T", v)
	case nil:
		return "nil"
	case int, int8, int16:
		return fmt.Sprintf("small int %v %T", v, v)
	case MyInt:
		return fmt.Sprint("MyInt ", v+1)
	case uint8:
		return fmt.Sprint("byte ", v<<1)
	case float32, float64:
		return fmt.Sprint("float ", v)
	case complex128:
		return fmt.Sprint("complex ", real(v))
	case string:
		return "string " + v
	case []byte:
		return "bytes " + string(v)
	case []any:
		s := "["
		for _, e := range v {
			s += kind(e) + ";"
		}
		return s + "]"
	case [2]int:
		return fmt.Sprint("array ", v[1])
	case *int:
		*v++
		return fmt.Sprint("ptr ", *v)
	case **int:
		return "ptrptr"
	case map[string]int:
		return fmt.Sprint("map ", v["k"])
	case map[string]any:
		return "map any"
	case chan int:
		return fmt.Sprint("chan ", cap(v))
	case <-chan int:
		return "recv chan"
	case func(int) int:
		return fmt.Sprint("func ", v(3))
	case Fn:
		return "Fn"
	case struct{ a, b int }:
		return fmt.Sprint("struct ", v.b)
	case struct{}:
		return "empty struct"
	case error:
		return "error " + v.Error()
	case Gen[int]:
		return fmt.Sprint("gen int ", v.v)
	case io.Reader:
		return "reader"
	case interface{ Foo() }:
		return "foo"
	case bool:
		if v {
			return "true"
		}
		return "false"
	}
}

func assertions(x any) (n int) {
	if _, ok := x.(interface{ Error() string }); ok {
		n |= 1
	}
	if _, ok := x.(io.Reader); ok {
		n |= 2
	}
	if v, ok := x.(MyInt); ok && v > 0 {
		n |= 4
	}
	if _, ok := x.(fmt.Stringer); ok {
		n |= 8
	}
	if _, ok := x.(any); ok {
		n |= 16
	}
	return
}

func narrow(r io.Reader) string {
	switch r := r.(type) {
	case nil:
		return "nil reader"
	case *os.File:
		return "file " + r.Name()
	case interface {
		io.Reader
		io.Writer
	}:
		return "rw"
	case Gen[string]:
		return "gen string " + r.v
	}
	return "other"
}

func main() {
	n := 4
	p := &n
	for _, x := range []any{nil, 1, int8(2), int32(3), MyInt(5), byte(7), 1.5, float32(2.5), 3i, "s", []byte("b"), []any{1, "x", nil}, [2]int{1, 2}, [3]int{}, p, &p,
		map[string]int{"k": 1}, map[string]any{}, make(chan int, 3), (<-chan int)(nil), func(i int) int { return i * i }, Fn(nil), struct{ a, b int }{1, 2}, struct{}{},
		errors.New("e"), MyErr{}, &MyErr{}, Gen[int]{8}, Gen[string]{"g"}, true, false, uintptr(1), func() {}, []int(nil), error(nil), rune('x')} {
		fmt.Println(kind(x), assertions(x))
	}
	fmt.Println(narrow(nil), narrow(os.Stdin), narrow(Gen[string]{"q"}), narrow(Gen[bool]{}))
	switch x := any(p); y := x.(type) {
	case *int:
		*y = 100
	}
	fmt.Println(n)
	var e error
	switch e.(type) {
	case nil:
		fmt.Println("nil error")
	case error:
		fmt.Println("error")
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = any(n).(string)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = any(MyErr{}).(fmt.Stringer)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = e.(MyErr)
	}()
}
