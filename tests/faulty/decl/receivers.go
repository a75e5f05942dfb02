// all errors
package main

import "strings"

type P *int
type I interface{ M() }
type T struct{}

func (P) a()                {}
func (I) b()                {}
func (int) c()              {}
func (*strings.Builder) d() {}
func (**T) e()              {}
func ([]T) f()              {}
func (T, T) g()             {}
func () h()                 {}
func (t T) i(t int)         {}
func (t ...T) j()           {}
func (U) k()                {}
func (map[int]T) l()        {}
func (T) _()                {}
func (T) _()                {}
func (t *T) m()             {}
func (t T) m()              {}
func (x struct{}) n()       {}
func (_ T) o() int          {}
func (*I) p()               {}

func main() {}
