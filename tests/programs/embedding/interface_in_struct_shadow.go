// A struct that embeds an interface and overrides part of it; decorators stacked; promoted methods called through the override.
package main

import (
	"fmt"
	"io"
	"sort"
	"strings"
)

type Animal interface {
	Name() string
	Sound() string
	Describe() string
}
type Dog struct{ name string }

func (d Dog) Name() string     { return d.name }
func (d Dog) Sound() string    { return "woof" }
func (d Dog) Describe() string { return d.Name() + " says " + d.Sound() }

type Loud struct{ Animal }

func (l Loud) Sound() string    { return strings.ToUpper(l.Animal.Sound()) + "!" }
func (l Loud) Describe() string { return l.Name() + " shouts " + l.Sound() }

type Titled struct {
	Animal
	title string
}

func (t Titled) Name() string { return t.title + " " + t.Animal.Name() }

type Counting struct {
	io.Writer
	n *int
}

func (c Counting) Write(p []byte) (int, error) { *c.n += len(p); return c.Writer.Write(p) }

type desc struct{ sort.Interface }

func (d desc) Less(i, j int) bool { return d.Interface.Less(j, i) }

type onlyName struct {
	Animal
	fmt.Stringer
}

func main() {
	d := Dog{"rex"}
	for _, a := range []Animal{d, Loud{d}, Titled{d, "sir"}, Loud{Titled{Loud{d}, "dr"}}, &Loud{&Titled{&d, "x"}}} {
		fmt.Println(a.Name(), "|", a.Sound(), "|", a.Describe())
	}
	n := 0
	var sb strings.Builder
	fmt.Fprintf(Counting{Counting{&sb, &n}, &n}, "hello %d", 5)
	fmt.Println(n, sb.String())
	s := []int{2, 3, 1}
	sort.Sort(desc{sort.IntSlice(s)})
	fmt.Println(s)
	sort.Sort(desc{desc{sort.IntSlice(s)}})
	fmt.Println(s)
	o := onlyName{Animal: d}
	fmt.Println(o.Name())
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(o.String())
	}()
	f := Loud{d}.Describe
	g := Animal.Sound
	fmt.Println(f(), g(Loud{Loud{d}}))
	var a Animal = Loud{d}
	l := a.(Loud)
	l.Animal = Titled{d, "mr"}
	fmt.Println(a.Name(), l.Name())
	_, ok := a.(interface{ Bark() })
	fmt.Println(ok, a == Animal(Loud{d}), a == Animal(l))
}
