// Package b has names like those of a.
package b

import (
	"fmt"

	other "example.com/promo/a"
)

const Const = other.Const * 2

type Enum int

const (
	Blue Enum = iota
	Red
)

func (e Enum) String() string { return [...]string{"blue", "red"}[e] }

type T2 struct{ Y int }

func (T2) hidden() string      { return "b.hidden" }
func (t *T2) Get() int         { return t.Y * 10 }
func CallHidden(t T2) string   { return interface{ hidden() string }(t).hidden() }
func IsHider(x any) bool       { _, ok := x.(interface{ hidden() string }); return ok }

type I interface{ Do(int) string }
type impl struct{ s string }

func (i impl) Do(n int) string { return fmt.Sprint(i.s, n) }
func New(s string) I           { return impl{s} }
func Wrap(e error) string      { return fmt.Errorf("b: %w", e).Error() }
