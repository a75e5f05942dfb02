// A table of any value through reflect: kinds, fields, offsets, methods.
package main

import (
	"fmt"
	"reflect"
)

type Addr struct {
	Street string `db:"st"`
	No     uint16
}
type Person struct {
	Name  string
	Age   int8
	Addr  *Addr
	Tags  []string
	attrs map[string]any
	Addr2 Addr
	fn    func(int) error
	ch    <-chan bool
	arr   [2]complex64
	i     fmt.Stringer
}

func (p Person) String() string                       { return p.Name }
func (p *Person) SetName(s string)                    { p.Name = s }
func (p Person) private()                             {}
func (p Person) Many(a int, b ...string) (int, error) { return a + len(b), nil }

func walk(t reflect.Type, indent string) {
	fmt.Printf("%s%s kind=%s size=%d align=%d cmp=%v\n", indent, t, t.Kind(), t.Size(), t.Align(), t.Comparable())
	if t.Kind() == reflect.Struct {
		for i := range t.NumField() {
			f := t.Field(i)
			fmt.Printf("%s  .%s @%d idx=%v exported=%v tag=%q\n", indent, f.Name, f.Offset, f.Index, f.IsExported(), f.Tag)
			walk(f.Type, indent+"    ")
		}
	}
}

func main() {
	t := reflect.TypeOf(Person{})
	walk(t, "")
	for _, t := range []reflect.Type{t, reflect.PointerTo(t)} {
		for i := range t.NumMethod() {
			m := t.Method(i)
			fmt.Println(t, m.Name, m.Type, m.Index)
		}
	}
	fmt.Println(t.Name(), t.PkgPath(), t.String(), reflect.TypeOf([]Person{}).Name() == "")
}
