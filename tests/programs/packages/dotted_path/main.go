// Packages with dots in their paths: initialization, embedding, types and methods.
package main

import (
	"fmt"
	"runtime"
	"strings"

	codec "example.test/dotted/codec.v3"
	"example.test/dotted/x.y/z"
)

func main() {
	fmt.Println(codec.Encode('a'), codec.Kind(), codec.Order(), strings.TrimSpace(codec.Words()), z.Value)
	fmt.Printf("%T %+v\n", codec.Point{}, &codec.Point{X: 1})
	move := (&codec.Point{}).Move
	move(2)
	codec.Each([]int{1, 2}, func(i int) { fmt.Println(i) })
	defer func() {
		pc := make([]uintptr, 10)
		frames := runtime.CallersFrames(pc[:runtime.Callers(0, pc)])
		for {
			f, more := frames.Next()
			if strings.Contains(f.Function, "codec") {
				fmt.Println(f.Function)
			}
			if !more {
				break
			}
		}
		fmt.Println(recover())
	}()
	codec.Fail()
}
