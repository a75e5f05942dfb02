// runtime.Error and error chains of runtime panics.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

func catch(f func()) (err error) {
	defer func() {
		if e, ok := recover().(error); ok {
			err = e
		}
	}()
	f()
	return
}

func main() {
	var m map[int]int
	var p *int
	zero := 0
	for _, f := range []func(){
		func() { m[1] = 1 },
		func() { *p = 1 },
		func() { println(1 / zero) },
		func() { _ = []int{}[zero] },
		func() { panic(nil) },
		func() { _ = any(1).(string) },
		func() { close((chan int)(nil)) },
		func() { panic(errors.New("plain")) },
	} {
		err := catch(f)
		var re runtime.Error
		fmt.Println(errors.As(err, &re), err)
		fmt.Printf("%T\n", err)
	}
}
