// A library of panics turned into errors at its border, with re-panic of what is not its own and of runtime errors.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

type parseError struct{ pos int; msg string }

func (p *parseError) Error() string { return fmt.Sprintf("%d: %s", p.pos, p.msg) }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
func digit(s string, i int) int {
	if s[i] < '0' || s[i] > '9' {
		panic(&parseError{i, fmt.Sprintf("bad %q", s[i])})
	}
	return int(s[i] - '0')
}
func sum(s string, n int) (total int, err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *parseError:
			err = e
		case runtime.Error:
			err = fmt.Errorf("internal: %w", e)
		default:
			panic(fmt.Sprint("not mine: ", e))
		}
	}()
	for i := range n {
		total += digit(s, i)
		if total == 13 {
			panic("unlucky")
		}
	}
	return total, nil
}

func main() {
	for _, t := range []struct {
		s string
		n int
	}{{"123", 3}, {"1x3", 3}, {"12", 5}, {"94", 2}, {"", 0}} {
		func() {
			defer func() {
				if r := recover(); r != nil {
					fmt.Println("outer:", r)
				}
			}()
			v, err := sum(t.s, t.n)
			var pe *parseError
			fmt.Println(v, err, errors.As(err, &pe))
		}()
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(must(sum("12", 2)) + must(sum("1y", 2)))
	}()
}
