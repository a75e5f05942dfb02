// Type switches over concrete, interface, nil and listed types.
package main

import (
	"fmt"
	"strings"
)

type T struct{}
type E string

func (e E) Error() string { return string(e) }

func kind(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int8, int16:
		return fmt.Sprintf("int-ish %v", v)
	case string:
		return "string " + v
	case []int:
		return fmt.Sprint("slice ", len(v))
	case error:
		return "error " + v.Error()
	case func() int:
		return fmt.Sprint("func ", v())
	case *T:
		return fmt.Sprint("*T ", v == nil)
	case T, struct{}:
		return fmt.Sprintf("struct %T", v)
	case map[string]any:
		return kind(v["k"])
	case interface{ Len() int }:
		return fmt.Sprint("lenner ", v.Len())
	case <-chan int, chan int:
		return fmt.Sprintf("chan %T", v)
	default:
		return fmt.Sprintf("default %T", v)
	}
}

func main() {
	for _, x := range []any{nil, 1, int8(2), int64(3), "s", []int{1, 2}, E("bad"), func() int { return 7 }, &T{}, (*T)(nil), T{}, struct{}{}, map[string]any{"k": "nested"}, strings.NewReader("four"), make(chan int), make(<-chan int), make(chan<- int), 2.5, [2]int{}, error(nil)} {
		fmt.Println(kind(x))
	}
	switch x := any(5); x.(type) {
	case int:
		fmt.Println("assigned first")
	}
	switch any(nil).(type) {
	default:
		fmt.Println("only default")
	}
	var e error
	switch v := e.(type) {
	case E:
		fmt.Println("E", v)
	case nil:
		fmt.Println("nil error", v == nil)
	}
	switch v := e.(type) {
	default:
		fmt.Printf("%T\n", v)
		switch {
		case v == nil:
			break
		}
	}
}
