// Chains with an error, a Stringer and a goexit in between.
package main

import "errors"

type str int

func (s str) String() string { return "str" + string(rune('0'+s)) }

func main() {
	defer func() {
		defer func() {
			panic(str(3))
		}()
		panic(errors.New("two"))
	}()
	panic(str(1))
}
