// A runtime error wrapped with %w and raised again keeps its text; errors.As finds runtime.Error in it.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

func main() {
	defer func() {
		e := recover().(error)
		var re runtime.Error
		w := fmt.Errorf("wrapped: %w", e)
		fmt.Println(errors.As(w, &re), re, errors.Unwrap(w) == e)
		panic(w)
	}()
	var a []int
	i := 3
	a[i]++
}
