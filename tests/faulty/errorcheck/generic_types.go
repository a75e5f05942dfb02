// all errors
package main

type List[T any] []T

func (l List[T]) Len() int        { return len(l) }
func (l List[T]) Map(f func(T) T) List[T] {
	for i, x := range l {
		l[i] = f(i)
	}
	return nil
}
func (l List[U]) Bad() T          { return l[0] }
func (l *List) Worse()            {}
func (l List[int]) Odd() int      { return 5 }
func (l List[T, U]) Many()        {}
func (l List[[]T]) Nested()       {}

type Tree[K interface{ ~int | ~string }, V any] struct {
	left, right *Tree[K, V]
	key         K
	val         V
	wrong       Tree[V, K]
	inline      Tree[K, V]
}

type Num interface{ int | float64 }
type Vec[T Num] [3]T
type F[T any] func(T) F[T]
type Rec[T any] struct{ r *Rec[Rec[T]] }
type Alias[T any] = List[T]
type AliasBad = List
type Emb[T any] struct{ T }
type EmbOk[T any] struct{ List[T] }
type Iface[T any] interface{ M(T) Iface[T] }
type Self[T Self[T]] interface{ m(T) }
type Cyc[T Cyc2[T]] struct{}
type Cyc2[T Cyc[T]] struct{}

var a List[string] = List[int]{}
var b Tree[float64, int]
var c Tree[int]
var d Vec[string]
var e List[List[int]] = nil
var f = List{1, 2}
var g = List[int]{"a"}
var h Iface[int] = nil
var i Num
var j = Tree[string, int]{key: 5, val: "a"}
var k = new(List)
var l []List
var m map[List[int]]int
var n func(List) = nil
var o = List[int].Len(nil, 1)
var p = List.Len
var q interface{ List[int] }
var r = any(1).(List)
var s = any(1).(List[int, int])
var t Self[int]
var u *undefined[int]
var v int[string]
var w = main[int]

func main() {}
