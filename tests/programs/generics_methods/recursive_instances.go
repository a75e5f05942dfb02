// Instances that refer to each other, through methods, embedding and constraints.
package main

import (
	"fmt"
	"sort"
)

type Node[K interface{ Less(K) bool }, V any] struct {
	left, right *Node[K, V]
	k           K
	v           V
}

func (n *Node[K, V]) insert(k K, v V) *Node[K, V] {
	switch {
	case n == nil:
		return &Node[K, V]{k: k, v: v}
	case k.Less(n.k):
		n.left = n.left.insert(k, v)
	case n.k.Less(k):
		n.right = n.right.insert(k, v)
	default:
		n.v = v
	}
	return n
}

func (n *Node[K, V]) walk(f func(K, V) bool) bool {
	return n == nil || n.left.walk(f) && f(n.k, n.v) && n.right.walk(f)
}

type I int

func (a I) Less(b I) bool { return a < b }

type S string

func (a S) Less(b S) bool { return len(a) < len(b) }

type Tree[K interface{ Less(K) bool }, V any] struct{ root *Node[K, V] }

func (t *Tree[K, V]) Put(k K, v V)                 { t.root = t.root.insert(k, v) }
func (t *Tree[K, V]) All() func(func(K, V) bool) { return func(y func(K, V) bool) { t.root.walk(y) } }

type Chain[T any] struct {
	val  Pair[T]
	next *Chain[T]
}
type Pair[T any] struct{ a, b T }

type Self[T any] interface{ Cmp(T) int }
type Num struct{ v int }

func (a *Num) Cmp(b *Num) int { return a.v - b.v }

type Sorted[T Self[T]] []T

func (s Sorted[T]) Len() int           { return len(s) }
func (s Sorted[T]) Less(i, j int) bool { return s[i].Cmp(s[j]) < 0 }
func (s Sorted[T]) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }

type Expr[T any] interface{ Eval() T }
type Lit[T any] struct{ v T }
type Add[T ~int | ~string] struct{ x, y Expr[T] }

func (l Lit[T]) Eval() T { return l.v }
func (a Add[T]) Eval() T { return a.x.Eval() + a.y.Eval() }

type PtrTo[T any] interface {
	*T
	Set(string)
}
type Conf struct{ s string }

func (c *Conf) Set(s string) { c.s = "<" + s + ">" }

func Build[T any, P PtrTo[T]](in ...string) (out []T) {
	for _, s := range in {
		var t T
		P(&t).Set(s)
		out = append(out, t)
	}
	return
}

func main() {
	var t Tree[I, string]
	for i, w := range []string{"d", "a", "c", "b"} {
		t.Put(I(i*7%5), w)
	}
	for k, v := range t.All() {
		fmt.Print(k, v, " ")
	}
	var u Tree[S, Tree[I, string]]
	u.Put("xx", t)
	u.Put("y", Tree[I, string]{})
	for k, v := range u.All() {
		fmt.Print(k, v.root != nil, " ")
		if v.root == nil {
			continue
		}
		for k := range v.All() {
			if k > 1 {
				break
			}
			fmt.Print(k)
		}
	}
	fmt.Println()
	s := Sorted[*Num]{{3}, {1}, {2}}
	sort.Sort(s)
	fmt.Println(s[0].v, s[1].v, s[2].v)
	fmt.Println(Add[int]{Lit[int]{3}, Add[int]{Lit[int]{4}, Lit[int]{5}}}.Eval(), Add[string]{Lit[string]{"a"}, Lit[string]{"b"}}.Eval())
	fmt.Println(Build[Conf]("p", "q"))
	fmt.Printf("%T %T\n", t, s)
}
