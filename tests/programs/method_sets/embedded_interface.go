// Interfaces embedded in structs: overriding, nil, method sets.
package main

type Animal interface {
	Sound() string
	Legs() int
}
type Base struct{ legs int }

func (b *Base) Sound() string { return "..." }
func (b *Base) Legs() int     { return b.legs }

type Dog struct{ Animal }

func (d Dog) Sound() string { return "woof" }

type Robo struct {
	Dog
	extra int
}

func (r *Robo) Legs() int { return r.Dog.Legs() + r.extra }

func main() {
	b := &Base{4}
	d := Dog{b}
	var list = []Animal{b, d, &d, &Robo{d, 2}, &Robo{d, 3}}
	for _, a := range list {
		println(a.Sound(), a.Legs())
	}
	b.legs = 3
	println(list[1].Legs(), list[3].Legs())
	var e Dog
	println(e.Sound())
	defer func() { println(recover().(error).Error()) }()
	println(e.Legs())
}
