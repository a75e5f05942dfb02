// Package a has a type with an unexported method.
package a

import "fmt"

const Const = 1 << 3
const Typed int8 = 5

var Var = 10
var Hook func(int) string

func GetVar() int            { return Var }
func RunHook(n int) string   { return Hook(n) }

type T struct {
	X int
	h string
}

func (T) hidden() string      { return "a.hidden" }
func (t T) Show() string      { return fmt.Sprint("T", t.X) }
func CallHidden(t T) string   { return interface{ hidden() string }(t).hidden() }
func IsHider(x any) bool      { _, ok := x.(interface{ hidden() string }); return ok }

type P struct{ n int }

func (p *P) Inc() int { p.n++; return p.n }

type Err struct{ N int }

func (e *Err) Error() string { return fmt.Sprint("err ", e.N) }
func Fail(n int) error       { return &Err{n} }
func Code(e error) int       { return e.(*Err).N }
