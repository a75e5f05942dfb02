// An unrecovered chain: each panic is listed, the recovered one marked.
package main

import "fmt"

type E struct{ code int }

func (e E) Error() string { return fmt.Sprintf("E%d", e.code) }

func main() {
	defer func() { panic(fmt.Sprintf("third %d", 3)) }()
	defer func() {
		r := recover()
		panic(fmt.Errorf("second after %v", r))
	}()
	panic(E{1})
}
