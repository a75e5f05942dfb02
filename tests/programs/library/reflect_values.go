// reflect on values made by compiled code: setting, calling, making types and functions, maps, channels, select, embedded fields.
package main

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
)

type Inner struct {
	A int `k:"v" j:"x,omitempty"`
	b string
}
type Outer struct {
	Inner
	*strings.Builder
	F  func(int, ...string) (int, error)
	M  map[string][]int
	I  fmt.Stringer
	C  chan int
	Ar [3]int8
	P  *Outer
}

func (i Inner) Get(n int) int    { return i.A + n }
func (i *Inner) Set(n int)       { i.A = n }
func (i Inner) hidden()          {}
func (o Outer) Many(a int8, b float32, c string, d []byte, e any, f [4]int, g complex64, h bool) string {
	return fmt.Sprint(a, b, c, d, e, f, g, h)
}
func (o Outer) Big() (a [10]int, b string, err error) { a[9] = 3; return a, "big", errors.New("e") }

type E int

func (e E) String() string { return fmt.Sprint("E", int(e)) }

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	o := Outer{Inner: Inner{1, "b"}, M: map[string][]int{"x": {1}}, I: E(3), Ar: [3]int8{1, 2, 3}}
	o.F = func(n int, s ...string) (int, error) { return n + len(s), nil }
	v := reflect.ValueOf(&o).Elem()
	t := v.Type()
	for i := range t.NumField() {
		f := t.Field(i)
		fmt.Println(f.Name, f.Type, f.Offset, f.Index, f.Anonymous, f.Tag, v.Field(i).CanSet())
	}
	fmt.Println(t.Size(), t.Align(), t.NumMethod(), reflect.PointerTo(t).NumMethod(), t.Field(0).Type.Field(0).Tag.Get("j"))
	v.FieldByName("A").SetInt(42)
	v.FieldByName("Ar").Index(1).SetInt(-7)
	v.FieldByName("M").SetMapIndex(reflect.ValueOf("y"), reflect.ValueOf([]int{2, 3}))
	fmt.Println(o.A, o.Ar, o.M)
	fmt.Println(v.MethodByName("Get").Call([]reflect.Value{reflect.ValueOf(8)})[0].Int())
	v.Addr().MethodByName("Set").Call([]reflect.Value{reflect.ValueOf(5)})
	fmt.Println(o.A)
	args := []reflect.Value{}
	for _, a := range []any{int8(1), float32(2.5), "s", []byte("b"), 7, [4]int{1, 2, 3, 4}, complex64(1i), true} {
		args = append(args, reflect.ValueOf(a))
	}
	fmt.Println(v.MethodByName("Many").Call(args)[0])
	res := v.MethodByName("Big").Call(nil)
	fmt.Println(res[0].Index(9), res[1], res[2])
	r := v.FieldByName("F").Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf("a"), reflect.ValueOf("b")})
	fmt.Println(r[0], r[1].IsNil(), v.FieldByName("F").CallSlice([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf([]string{"q"})})[0])
	swap := reflect.MakeFunc(reflect.TypeOf(func(int, string, float64) (float64, string, int) { return 0, "", 0 }), func(a []reflect.Value) []reflect.Value {
		return []reflect.Value{a[2], a[1], a[0]}
	}).Interface().(func(int, string, float64) (float64, string, int))
	fmt.Println(swap(1, "two", 3.5))
	st := reflect.StructOf([]reflect.StructField{{Name: "X", Type: reflect.TypeFor[int](), Tag: `json:"x"`}, {Name: "Y", Type: reflect.TypeFor[[]string]()}})
	sv := reflect.New(st).Elem()
	sv.Field(0).SetInt(9)
	sv.Field(1).Set(reflect.ValueOf([]string{"p"}))
	fmt.Printf("%v %+v %T\n", st, sv, sv.Interface())
	mt := reflect.MapOf(reflect.TypeFor[string](), reflect.SliceOf(st))
	m := reflect.MakeMap(mt)
	m.SetMapIndex(reflect.ValueOf("k"), reflect.Append(reflect.MakeSlice(mt.Elem(), 0, 1), sv))
	fmt.Println(m, mt, reflect.ArrayOf(3, st).Size(), reflect.ChanOf(reflect.RecvDir, st), reflect.FuncOf([]reflect.Type{st}, nil, false))
	c := reflect.MakeChan(reflect.TypeFor[chan int](), 2)
	c.Send(reflect.ValueOf(3))
	i, x, ok := reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: c}, {Dir: reflect.SelectDefault}})
	fmt.Println(i, x, ok)
	it := reflect.ValueOf(map[string]int{"only": 1}).MapRange()
	for it.Next() {
		fmt.Println(it.Key(), it.Value())
	}
	for i, x := range reflect.ValueOf([]string{"a", "b"}).Seq2() {
		fmt.Print(i, x, " ")
	}
	fmt.Println(reflect.DeepEqual(o.M, map[string][]int{"x": {1}, "y": {2, 3}}), reflect.DeepEqual([]any{1, "a", nil}, []any{1, "a", nil}), reflect.DeepEqual(o, o))
	fmt.Println(reflect.ValueOf(E(4)).Convert(reflect.TypeFor[float64]()), reflect.TypeFor[E]().Implements(reflect.TypeFor[fmt.Stringer]()), reflect.TypeFor[E]().ConvertibleTo(reflect.TypeFor[string]()))
	try(func() { reflect.ValueOf(o).Field(0).Field(0).SetInt(1) })
	try(func() { v.Field(0).Field(1).SetString("x") })
	try(func() { reflect.ValueOf(1).Len() })
	try(func() { reflect.ValueOf(strings.ToUpper).Call(nil) })
	try(func() { reflect.ValueOf(strings.ToUpper).Call([]reflect.Value{reflect.ValueOf(1)}) })
	try(func() { v.MethodByName("Nope").Call(nil) })
	fmt.Println(reflect.Zero(t).Field(3).IsNil(), reflect.ValueOf((*int)(nil)).IsNil(), reflect.ValueOf(nil).IsValid(), reflect.Indirect(reflect.ValueOf(&o)).Type())
	var e error
	fmt.Println(reflect.TypeOf(e), reflect.TypeOf(&e).Elem(), reflect.TypeOf(struct{ a, b int }{}), reflect.TypeFor[func(...int) (a, b error)]())
}
