// Package lib gives away its secrets.
package lib

import (
	"fmt"
	_ "unsafe"
)

//go:linkname counter
var counter int

//go:linkname secret
func secret(n int) string { return fmt.Sprint("secret", n) }

func Provided(s string) int
func UseProvided(s string) int { return Provided(s) * 100 }
func Counter() int             { return counter }

type T struct{ n int }

func New(n int) *T { return &T{n} }

func (t *T) hidden(m int) int { return t.n * m }
