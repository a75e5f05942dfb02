// Package lib has generic declarations with unexported helpers, package variables, closures and local types.
package lib

import (
	"fmt"
	"strings"
)

var counts = map[string]int{}
var prefix = "lib:"

type Pair[A, B any] struct {
	A A
	B B
}

func (p Pair[A, B]) String() string { return join(p.A, p.B) }

func join[A, B any](a A, b B) string { return strings.Join([]string{fmt.Sprint(a), fmt.Sprint(b)}, "+") }

type List[T any] struct{ head *node[T]; n int }
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Push(v T) { l.head = &node[T]{v, l.head}; l.n++ }
func (l *List[T]) All() func(func(int, T) bool) {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !yield(i, n.v) {
				return
			}
			i++
		}
	}
}

func Counter[T any]() int {
	var z T
	counts[fmt.Sprintf("%T", z)]++
	return counts[fmt.Sprintf("%T", z)]
}

type keyed interface{ Key() string }
type Cache[K keyed] struct {
	m    map[string]int
	f    func(string) int
	hits int
}

func NewCache[K keyed](f func(string) int) *Cache[K] { return &Cache[K]{m: map[string]int{}, f: f} }
func (c *Cache[K]) Get(k K) int {
	if v, ok := c.m[k.Key()]; ok {
		c.hits++
		return v
	}
	c.m[k.Key()] = c.f(prefix + k.Key())
	return c.m[k.Key()]
}
func (c *Cache[K]) Hits() int { return c.hits }

func Describe[T any](v T) string { return fmt.Sprintf("%s%T", prefix, v) }

func Inner[T any]() any {
	type inner struct{ x T }
	return inner{}
}

func Apply[T, U any](l List[T], f func(T) U) (out []U) {
	for _, v := range l.All() {
		defer func() { counts["apply"]++ }()
		out = append(out, f(v))
	}
	return
}

func Adder[T int | float64]() func(T, T) T { return func(a, b T) T { return a + b } }
