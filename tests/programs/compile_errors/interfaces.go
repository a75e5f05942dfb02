// Types that do not implement an interface, for every reason.
package main

import "fmt"

type I interface {
	A()
	B(int) string
}
type None struct{}
type Ptr struct{}
type Wrong struct{}
type Case struct{}
type Emb struct{ None }

func (*Ptr) A()             {}
func (*Ptr) B(int) string   { return "" }
func (Wrong) A()            {}
func (Wrong) B(string) int  { return 0 }
func (Case) a()             {}
func (Case) B(int) string   { return "" }

func use(I) {}

func main() {
	var i I = None{}
	i = Ptr{}
	i = Wrong{}
	i = Case{}
	i = Emb{}
	i = &i
	use(5)
	use(nil)
	var s fmt.Stringer = i
	i.C()
	(&i).A()
	i == 5
	_ = i == None{}
	_ = []I{Ptr{}}
	_ = map[I]int{Wrong{}: 1}
}
