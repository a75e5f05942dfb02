// Pointers are overwritten in every way that a program has: for GODEBUG=gcaudit=1,gcstress=7 (tests/runtime/test_write_barrier.py).
package main

import (
	"container/list"
	"errors"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"
)

type large struct {
	P [12]*int
	S string
	M map[string]int
}

type medium struct {
	A, b, c *int
	s       []string
	i       any
}

type node struct {
	left, right *node
	v           any
	f           func() int
}

var (
	aLarge  large
	aMedium medium
	anAny   any
	words   []any
	raw     unsafe.Pointer
	array   [4]*int
	kept    *int
	mutex   sync.Mutex
)

func number(i int) *int {
	x := new(int)
	*x = i
	return x
}

func newLarge(i int) (l large) {
	for k := range l.P {
		l.P[k] = number(i + k)
	}
	l.S, l.M = fmt.Sprint("s", i), map[string]int{"a": i}
	return l
}

func newMedium(i int) medium {
	return medium{number(i), number(i + 1), number(i + 2), []string{fmt.Sprint(i)}, fmt.Sprint("i", i)}
}

func numbers(n int) iter.Seq2[int, *int] {
	return func(yield func(int, *int) bool) {
		for i := range n {
			if !yield(i, number(i)) {
				return
			}
		}
	}
}

type state struct {
	larges  []large
	mediums []medium
	byInt   map[int]medium
	byName  map[string]*large
	root    *node
	queue   *list.List
	fs      []func()
}

func (s *state) values(i int) {
	s.larges[i%10], s.mediums[i%10] = newLarge(i), newMedium(i)
	aLarge, aMedium = s.larges[(i+3)%10], s.mediums[(i+7)%10]
	anAny = aMedium
	s.larges[i%10], s.larges[(i+1)%10] = s.larges[(i+1)%10], s.larges[i%10]
	copy(s.larges[2:], s.larges[:5])
	copy(s.mediums, s.mediums[3:])
	s.root.left, s.root.right = s.root.right, &node{left: s.root.left, v: i}
	s.root.right.left = nil
	s.root.v = fmt.Sprint(i)
	s.root.f = func() int { return *kept + i }
	array[i%4] = number(i)
	p := &array
	p[(i+1)%4] = kept
	*p = [4]*int{kept, kept}
}

func (s *state) tables(i int) {
	s.byInt[i%17] = s.mediums[i%10]
	if i%5 == 0 {
		delete(s.byInt, i%17)
	}
	if i%50 == 49 {
		clear(s.byInt)
	}
	l := newLarge(i)
	name := fmt.Sprint(i % 13)
	s.byName[name] = &l
	*s.byName[name] = large{}
	*s.byName[name] = aLarge
	if i%40 == 39 {
		s.byName = maps.Clone(s.byName)
	}
}

func (s *state) atomics(i int, p *atomic.Pointer[large], v *atomic.Value) {
	l := newLarge(i)
	p.Store(&l)
	old := p.Swap(&s.larges[i%10])
	p.CompareAndSwap(&s.larges[i%10], old)
	v.Store(&l)
	v.Swap(old)
	atomic.StorePointer(&raw, unsafe.Pointer(number(i)))
	atomic.SwapPointer(&raw, unsafe.Pointer(number(i)))
	atomic.CompareAndSwapPointer(&raw, raw, unsafe.Pointer(number(i)))
	swap, set, compare := atomic.SwapPointer, atomic.StorePointer, atomic.CompareAndSwapPointer
	if i%2 == 0 {
		swap, set, compare = nil, nil, nil
	}
	if swap != nil {
		swap(&raw, unsafe.Pointer(number(i)))
		set(&raw, unsafe.Pointer(number(i)))
		compare(&raw, raw, unsafe.Pointer(number(i)))
	}
	*(*unsafe.Pointer)(unsafe.Pointer(&raw)) = unsafe.Pointer(number(i))
}

func (s *state) appending(i int) {
	words = append(words[:i%7], fmt.Sprint(i), number(i))
	words = append(words, words...)
	words = append(words, make([]any, 3)...)
	words = append(words[:1], make([]any, 2)...)
	if len(words) > 64 {
		clear(words)
		words = words[:0]
	}
	s.mediums = slices.Insert(s.mediums[:5], 2, newMedium(i), newMedium(i))
	s.mediums = slices.Delete(s.mediums, 1, 2)
	for len(s.mediums) < 10 {
		s.mediums = append(s.mediums, newMedium(i))
	}
	slices.Reverse(s.larges)
	sort.Slice(s.mediums, func(a, b int) bool { return len(s.mediums[a].s) < len(s.mediums[b].s) })
	slices.SortFunc(s.larges, func(a, b large) int { return strings.Compare(a.S, b.S) })
	s.queue.PushBack(number(i))
	if s.queue.Len() > 9 {
		s.queue.MoveToFront(s.queue.Back())
		s.queue.Remove(s.queue.Back())
	}
}

func (s *state) reflected(i int) {
	reflect.ValueOf(&aMedium).Elem().Field(0).Set(reflect.ValueOf(number(i)))
	reflect.ValueOf(&aLarge).Elem().Set(reflect.ValueOf(s.larges[0]))
	reflect.Copy(reflect.ValueOf(s.larges), reflect.ValueOf(s.larges[3:]))
	reflect.Swapper(s.mediums)(1, 2)
	reflect.Swapper(array[:])(1, 2)
	reflect.ValueOf(s.mediums).Index(3).SetZero()
	reflect.ValueOf(&s.larges[4]).Elem().SetZero()
	reflect.ValueOf(s.larges[:3]).Clear()
	reflect.ValueOf(s.byInt).SetMapIndex(reflect.ValueOf(3), reflect.ValueOf(newMedium(i)))
	reflect.ValueOf(&words).Elem().Set(reflect.Append(reflect.ValueOf(words), reflect.ValueOf(number(i))))
	f := reflect.ValueOf(func(l large, x any) (large, any) { return l, x })
	r := f.Call([]reflect.Value{reflect.ValueOf(s.larges[1]), reflect.ValueOf(fmt.Sprint(i))})
	aLarge, anAny = r[0].Interface().(large), r[1].Interface()
	g := reflect.MakeFunc(f.Type(), func(in []reflect.Value) []reflect.Value { return in }).Interface().(func(large, any) (large, any))
	aLarge, anAny = g(newLarge(i), number(i))
}

func (s *state) control(i int) {
	for k, p := range numbers(20) {
		array[k%4] = p
		if k > 5 {
			break
		}
	}
	next, stop := iter.Pull2(numbers(5))
	for {
		k, p, ok := next()
		if !ok {
			break
		}
		array[k%4] = p
	}
	stop()
	s.fs = append(s.fs[:i%5], func() { kept = number(i) })
	s.fs[0]()
	_ = failing(s.root, i)
}

func failing(n *node, i int) (err error) {
	defer func() {
		if recover() != nil {
			n.v, err = number(i), errors.New("no node")
		}
	}()
	for j := range 3 {
		defer func() { array[j] = number(j) }()
	}
	var none *node
	none.v = i
	return nil
}

func (s *state) channels(i int, ch chan medium, direct chan *int) {
	mutex.Lock()
	kept = <-direct
	mutex.Unlock()
	select {
	case ch <- s.mediums[i%10]:
	case x := <-ch:
		s.mediums[0] = x
	default:
	}
	if i%3 == 0 {
		select {
		case s.mediums[1] = <-ch:
		default:
		}
	}
}

func main() {
	const rounds = 300
	s := &state{
		larges: make([]large, 10), mediums: make([]medium, 10), byInt: map[int]medium{}, byName: map[string]*large{},
		root: &node{}, queue: list.New(),
	}
	kept = number(1)
	var p atomic.Pointer[large]
	var v atomic.Value
	ch, direct := make(chan medium, 4), make(chan *int)
	go func() {
		for i := range rounds {
			direct <- number(i)
		}
	}()
	for i := range rounds {
		s.values(i)
		s.tables(i)
		s.atomics(i, &p, &v)
		s.appending(i)
		s.reflected(i)
		s.control(i)
		s.channels(i, ch, direct)
	}
	fmt.Println(len(s.larges), len(s.byName), s.queue.Len(), *kept, s.root.f(), *array[0], aLarge.S)
}
