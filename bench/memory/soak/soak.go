// A soak of the memory: workers make objects of every kind and size, fill them with patterns, pass them around, and verify
// every byte before they drop them, while a controller changes GOGC, the memory limit and GOMAXPROCS and collects at random.
//
//	soak -d 15m [-seed n] [-workers n] [-live MB] [-epochs n] [-v]
//
// The time is cut into epochs. At the end of each all workers verify and drop what they hold; then the heap must be as small as
// after the first epoch, memory must have gone back to the system, and no goroutine may be left. What is wrong ends the program with status 1.
// It runs under any Go toolchain.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unique"
	"weak"
)

var (
	duration = flag.Duration("d", 20*time.Second, "how long")
	seed     = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the random numbers")
	workers  = flag.Int("workers", 6, "goroutines that churn")
	live     = flag.Int("live", 48, "megabytes that all hold, about")
	epochs   = flag.Int("epochs", 8, "times that all is dropped")
	verbose  = flag.Bool("v", false, "a line for each epoch")
)

// fail ends the program: a byte is wrong.
func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "soak: "+format+" (seed %d)\n", append(args, *seed)...)
	os.Exit(1)
}

// mix makes the pattern: a number that depends on all bits of x.
func mix(x uint64) uint64 {
	x ^= x >> 31
	x *= 0x9e3779b97f4a7c15
	x ^= x >> 29
	return x * 0xbf58476d1ce4e5b9
}

// A holder is something made by one of the makers; verify looks at all of it.
type holder interface {
	verify()
	bytes() int
}

// A dropper has to know that its holder will be dropped.
type dropper interface{ drop() }

var makers = []func(r *rand.Rand, id uint64) holder{
	makeBlob, makeBlob, makePointers, makePointers, makeTree, makeList, makeMap, makeStringMap, makePointerMap, makeString, makeChannel, makeClosure,
	makeInterfaces, makeSized, makeWeak, makeWatched, makeWatched, makeReflected, makeUnique, makeShuffle, makeShuffle, makeRing, makeStruct,
}

// size gives sizes of all classes, rarely large ones.
func size(r *rand.Rand) int {
	switch n := r.IntN(100); {
	case n < 50:
		return r.IntN(256)
	case n < 80:
		return r.IntN(4 << 10)
	case n < 97:
		return r.IntN(40 << 10)
	case n < 99:
		return r.IntN(256 << 10)
	}
	return r.IntN(3 << 20)
}

// blob: bytes without pointers.
type blob struct {
	id   uint64
	data []byte
}

func makeBlob(r *rand.Rand, id uint64) holder {
	b := &blob{id, make([]byte, size(r))}
	for i, c := range b.data {
		if c != 0 {
			fail("blob of %d bytes: byte %d of fresh memory is %#x", len(b.data), i, c)
		}
	}
	fill(b.data, id)
	return b
}

func fill(data []byte, id uint64) {
	for i := range data {
		data[i] = byte(mix(id+uint64(i>>3)) >> (i & 7 * 8))
	}
}

func check(what string, data []byte, id uint64) {
	for i, c := range data {
		if want := byte(mix(id+uint64(i>>3)) >> (i & 7 * 8)); c != want {
			fail("%s of %d bytes: byte %d is %#x, not %#x", what, len(data), i, c, want)
		}
	}
}

func (b *blob) verify()    { check("blob", b.data, b.id) }
func (b *blob) bytes() int { return len(b.data) + 32 }

// cell is an object with pointers that knows what it must hold.
type cell struct {
	id, sum     uint64
	left, right *cell
}

func newCell(id uint64) *cell {
	c := new(cell)
	if c.id|c.sum != 0 || c.left != nil || c.right != nil {
		fail("a fresh cell is not zero: %v", *c)
	}
	c.id, c.sum = id, mix(id)
	return c
}

func (c *cell) check(what string, id uint64) {
	if c == nil {
		fail("%s: cell %#x is nil", what, id)
	}
	if c.id != id || c.sum != mix(id) {
		fail("%s: cell is %#x %#x, not %#x %#x", what, c.id, c.sum, id, mix(id))
	}
}

// pointers: an array of pointers of any size.
type pointers struct {
	id   uint64
	list []*cell
}

func makePointers(r *rand.Rand, id uint64) holder {
	p := &pointers{id, make([]*cell, size(r)/8)}
	for i, c := range p.list {
		if c != nil {
			fail("a fresh array of %d pointers is not zero at %d", len(p.list), i)
		}
	}
	for i := 0; i < len(p.list); i += 1 + len(p.list)/64 {
		p.list[i] = newCell(id + uint64(i))
	}
	return p
}

func (p *pointers) verify() {
	step := 1 + len(p.list)/64
	for i, c := range p.list {
		if i%step != 0 {
			if c != nil {
				fail("an array of %d pointers has one at %d", len(p.list), i)
			}
			continue
		}
		c.check("pointers", p.id+uint64(i))
	}
}

func (p *pointers) bytes() int { return len(p.list)*8 + 40*64 }

type tree struct {
	id    uint64
	depth int
	root  *cell
}

func grow(id uint64, depth int) *cell {
	c := newCell(id)
	if depth > 0 {
		c.left, c.right = grow(2*id, depth-1), grow(2*id+1, depth-1)
	}
	return c
}

func (c *cell) checkTree(id uint64, depth int) {
	c.check("tree", id)
	if depth > 0 {
		c.left.checkTree(2*id, depth-1)
		c.right.checkTree(2*id+1, depth-1)
	}
}

func makeTree(r *rand.Rand, id uint64) holder {
	depth := r.IntN(10)
	return &tree{id, depth, grow(id, depth)}
}

func (t *tree) verify()    { t.root.checkTree(t.id, t.depth) }
func (t *tree) bytes() int { return 32 << (t.depth + 1) }

// list grows at one end and shrinks at the other each time it is verified.
type list struct {
	first, end uint64
	head, tail *cell
}

func makeList(r *rand.Rand, id uint64) holder {
	l := &list{first: id, end: id}
	for range 1 + r.IntN(200) {
		l.push()
	}
	return l
}

func (l *list) push() {
	c := newCell(l.end)
	if l.tail == nil {
		l.head = c
	} else {
		l.tail.right = c
	}
	l.tail = c
	l.end++
}

func (l *list) verify() {
	at := l.first
	for c := l.head; c != nil; c = c.right {
		c.check("list", at)
		at++
	}
	if at != l.end {
		fail("a list ends at %#x, not %#x", at, l.end)
	}
	for range (l.end - l.first) / 2 {
		l.push()
		l.head = l.head.right
		l.first++
	}
}

func (l *list) bytes() int { return 32 * int(l.end-l.first) }

type intMap struct {
	id uint64
	m  map[uint64]uint64
}

func makeMap(r *rand.Rand, id uint64) holder {
	m := &intMap{id, map[uint64]uint64{}}
	n := uint64(r.IntN(600))
	for i := range 2 * n {
		m.m[id+i] = mix(id + i)
	}
	for i := n; i < 2*n; i++ {
		delete(m.m, id+i)
	}
	return m
}

func (m *intMap) verify() {
	for i := range uint64(len(m.m)) {
		if m.m[m.id+i] != mix(m.id+i) {
			fail("map: entry %d of %d is wrong", i, len(m.m))
		}
	}
}

func (m *intMap) bytes() int { return 48 * len(m.m) }

type stringMap struct {
	id uint64
	m  map[string]string
}

func makeStringMap(r *rand.Rand, id uint64) holder {
	m := &stringMap{id, make(map[string]string)}
	for i := range uint64(r.IntN(100)) {
		m.m[fmt.Sprint(id, "/", i)] = fmt.Sprint(mix(id + i))
	}
	return m
}

func (m *stringMap) verify() {
	n := 0
	for k, v := range m.m {
		var id, i uint64
		if _, err := fmt.Sscanf(k, "%d / %d", &id, &i); err != nil {
			if _, err = fmt.Sscanf(k, "%d/%d", &id, &i); err != nil {
				fail("map of strings: key %q: %v", k, err)
			}
		}
		if id != m.id || v != fmt.Sprint(mix(id+i)) {
			fail("map of strings: %q is %q", k, v)
		}
		n++
	}
	if n != len(m.m) {
		fail("map of strings: %d entries of %d", n, len(m.m))
	}
}

func (m *stringMap) bytes() int { return 120 * len(m.m) }

type pointerMap struct {
	id uint64
	m  map[*cell]*cell
}

func makePointerMap(r *rand.Rand, id uint64) holder {
	m := &pointerMap{id, map[*cell]*cell{}}
	for i := range uint64(r.IntN(200)) {
		m.m[newCell(id+i)] = newCell(mix(id + i))
	}
	return m
}

func (m *pointerMap) verify() {
	for k, v := range m.m {
		k.check("map of pointers", k.id)
		v.check("map of pointers", k.sum)
	}
	for k := range m.m {
		if v := m.m[k]; mix(v.id) != v.sum {
			fail("map of pointers: look-up")
		}
		m.m[k] = newCell(k.sum)
	}
}

func (m *pointerMap) bytes() int { return 100 * len(m.m) }

type text struct {
	id    uint64
	parts []string
	all   string
}

func makeString(r *rand.Rand, id uint64) holder {
	t := &text{id: id}
	var b strings.Builder
	for i := range uint64(1 + r.IntN(60)) {
		s := fmt.Sprintf("%x", mix(id+i))
		s = s[:r.IntN(len(s)+1)] + "," + string([]byte(s))
		t.parts = append(t.parts, s)
		t.all += s
		b.WriteString(s)
	}
	if b.String() != t.all {
		fail("text: %q and %q", b.String(), t.all)
	}
	return t
}

func (t *text) verify() {
	if strings.Join(t.parts, "") != t.all {
		fail("text: the parts are not the whole")
	}
	for i, s := range t.parts {
		if want := fmt.Sprintf("%x", mix(t.id+uint64(i))); !strings.HasSuffix(s, ","+want) {
			fail("text: part %q has not %q", s, want)
		}
	}
}

func (t *text) bytes() int { return 3 * len(t.all) }

// channel: what lies in a buffer, and what goes through a goroutine that waits.
type channel struct {
	id     uint64
	n      int
	buffer chan *cell
	in     chan *cell
	out    chan any
}

func makeChannel(r *rand.Rand, id uint64) holder {
	c := &channel{id, r.IntN(30), make(chan *cell, 32), make(chan *cell), make(chan any)}
	for i := range c.n {
		c.buffer <- newCell(id + uint64(i))
	}
	go c.serve(newCell(id), [4]*cell{newCell(id + 1), newCell(id + 2), newCell(id + 3), newCell(id + 4)})
	return c
}

// serve keeps objects on its stack only.
func (c *channel) serve(mine *cell, more [4]*cell) {
	for got := range c.in {
		deep(got, 1+int(got.id%20))
		mine.check("stack", c.id)
		for i, m := range more {
			m.check("array on a stack", c.id+1+uint64(i))
			more[i] = newCell(m.id)
		}
		select {
		case c.out <- got:
		case <-c.out:
		}
	}
}

// deep has a pointer in each of n frames, and a deferred call that looks at it.
func deep(c *cell, n int) *cell {
	mine := newCell(c.id + uint64(n))
	defer mine.check("deferred", c.id+uint64(n))
	var pad [40]*cell
	pad[n] = mine
	if n > 0 {
		mine.left = deep(c, n-1)
		mine.left.check("frame", c.id+uint64(n-1))
	}
	pad[n].check("array in a frame", c.id+uint64(n))
	return mine
}

func (c *channel) verify() {
	for i := range c.n {
		x := <-c.buffer
		x.check("channel", c.id+uint64(i))
		c.buffer <- x
	}
	x := newCell(c.id)
	c.in <- x
	if y := <-c.out; y != x {
		fail("channel: got %v", y)
	}
}

func (c *channel) bytes() int { return 32*40 + 4096 }
func (c *channel) drop()      { close(c.in) }

type closure struct {
	id uint64
	fn func() (uint64, *cell)
}

func makeClosure(r *rand.Rand, id uint64) holder {
	calls, c, words := uint64(0), newCell(id), []uint64{id, mix(id)}
	return &closure{id, func() (uint64, *cell) {
		calls++
		if words[0] != id || words[1] != mix(id) {
			fail("closure: %v", words)
		}
		words = append([]uint64(nil), words...)
		return calls, c
	}}
}

func (c *closure) verify() {
	a, x := c.fn()
	b, y := c.fn()
	x.check("closure", c.id)
	if a+1 != b || x != y {
		fail("closure: %d, then %d", a, b)
	}
}

func (c *closure) bytes() int { return 160 }

type point struct {
	x, y uint64
	of   *cell
}

type interfaces struct {
	id   uint64
	list []any
}

func makeInterfaces(r *rand.Rand, id uint64) holder {
	b := &interfaces{id: id}
	for i := range uint64(r.IntN(100)) {
		switch n := id + i; n % 6 {
		case 0:
			b.list = append(b.list, n)
		case 1:
			b.list = append(b.list, fmt.Sprint(n))
		case 2:
			b.list = append(b.list, newCell(n))
		case 3:
			b.list = append(b.list, point{n, mix(n), newCell(n)})
		case 4:
			b.list = append(b.list, []any{n, newCell(n)})
		case 5:
			b.list = append(b.list, func() *cell { return newCell(n) })
		}
	}
	return b
}

func (b *interfaces) verify() {
	for i, x := range b.list {
		n := b.id + uint64(i)
		ok := true
		switch x := x.(type) {
		case uint64:
			ok = x == n
		case string:
			ok = x == fmt.Sprint(n)
		case *cell:
			x.check("interface", n)
		case point:
			x.of.check("interface", n)
			ok = x.x == n && x.y == mix(n)
		case []any:
			x[1].(*cell).check("interface", n)
			ok = x[0] == n
		case func() *cell:
			x().check("interface", n)
		default:
			ok = false
		}
		if !ok {
			fail("interface %d is %v", n, x)
		}
	}
}

func (b *interfaces) bytes() int { return 80 * len(b.list) }

// sized: structures with pointers of the sizes of many classes.
type sized struct {
	id   uint64
	list []sizedObject
}

type sizedObject interface{ set(id uint64, check bool) }

type object[A any] struct {
	first *cell
	pad   A
	last  *cell
	id    uint64
}

func (o *object[A]) set(id uint64, check bool) {
	if check {
		o.first.check("sized object", id)
		o.last.check("sized object", id+1)
		if o.id != mix(id) {
			fail("sized object: %#x", o.id)
		}
		o.first, o.last = newCell(o.first.id), newCell(o.last.id)
		return
	}
	if o.first != nil || o.last != nil || o.id != 0 {
		fail("a fresh object of %T is not zero", *o)
	}
	o.first, o.last, o.id = newCell(id), newCell(id+1), mix(id)
}

var sizes = []func() sizedObject{
	func() sizedObject { return new(object[struct{}]) }, func() sizedObject { return new(object[[1]int]) },
	func() sizedObject { return new(object[[3]int]) }, func() sizedObject { return new(object[[5]*int]) },
	func() sizedObject { return new(object[[9]int]) }, func() sizedObject { return new(object[[13]*int]) },
	func() sizedObject { return new(object[[21]int]) }, func() sizedObject { return new(object[[29]*int]) },
	func() sizedObject { return new(object[[45]int]) }, func() sizedObject { return new(object[[61]*int]) },
	func() sizedObject { return new(object[[62]int]) }, func() sizedObject { return new(object[[100]*int]) },
	func() sizedObject { return new(object[[200]int]) }, func() sizedObject { return new(object[[500]*int]) },
	func() sizedObject { return new(object[[1000]int]) }, func() sizedObject { return new(object[[3000]*int]) },
	func() sizedObject { return new(object[[5000]int]) }, func() sizedObject { return new(object[[9000]*int]) },
}

func makeSized(r *rand.Rand, id uint64) holder {
	s := &sized{id: id}
	for i := range uint64(r.IntN(12)) {
		o := sizes[r.IntN(len(sizes))]()
		o.set(id+i, false)
		s.list = append(s.list, o)
	}
	return s
}

func (s *sized) verify() {
	for i, o := range s.list {
		o.set(s.id+uint64(i), true)
	}
}

func (s *sized) bytes() int { return 8000 * len(s.list) }

// weakly: a weak pointer follows its object.
type weakly struct {
	id     uint64
	strong *cell
	to     weak.Pointer[cell]
	gone   weak.Pointer[cell]
}

func makeWeak(r *rand.Rand, id uint64) holder {
	w := &weakly{id: id, strong: newCell(id)}
	w.to = weak.Make(w.strong)
	w.gone = weak.Make(newCell(id + 1))
	return w
}

func (w *weakly) verify() {
	if w.to.Value() != w.strong || weak.Make(w.strong) != w.to {
		fail("weak pointer: it is not that of its object")
	}
	w.strong.check("weak", w.id)
	if c := w.gone.Value(); c != nil {
		c.check("weak", w.id+1)
	}
}

func (w *weakly) bytes() int { return 160 }

// watched: an object with a finalizer and one with cleanups; none may run while it is held.
type watched struct {
	id      uint64
	final   *cell
	cleaned *cell
	held    *atomic.Bool
}

var finalizers, finalized, cleanups, cleaned, timers, fired atomic.Int64

func makeWatched(r *rand.Rand, id uint64) holder {
	w := &watched{id, newCell(id), newCell(id), new(atomic.Bool)}
	w.final.left = newCell(id + 1)
	w.held.Store(true)
	held := w.held
	finalizers.Add(1)
	runtime.SetFinalizer(w.final, func(c *cell) {
		if held.Load() {
			fail("a finalizer ran while its object is held")
		}
		c.check("finalizer", id)
		c.left.check("finalizer", id+1)
		finalized.Add(1)
	})
	for i := range uint64(2) {
		cleanups.Add(1)
		runtime.AddCleanup(w.cleaned, func(c *cell) {
			if held.Load() {
				fail("a cleanup ran while its object is held")
			}
			c.check("cleanup", id+i)
			cleaned.Add(1)
		}, newCell(id+i))
	}
	runtime.AddCleanup(w.cleaned, func(int) { fail("a cleanup ran that was stopped") }, 1).Stop()
	return w
}

func (w *watched) verify() {
	w.final.check("watched", w.id)
	w.final.left.check("watched", w.id+1)
	w.cleaned.check("watched", w.id)
}

func (w *watched) bytes() int { return 600 }
func (w *watched) drop() {
	w.verify()
	w.held.Store(false)
}

type reflected struct {
	id uint64
	p  reflect.Value
	m  reflect.Value
	s  reflect.Value
}

var cellType = reflect.TypeFor[*cell]()

func makeReflected(r *rand.Rand, id uint64) holder {
	f := &reflected{id: id, p: reflect.New(reflect.ArrayOf(1+r.IntN(40), cellType))}
	f.m = reflect.MakeMap(reflect.MapOf(cellType, cellType))
	f.s = reflect.MakeSlice(reflect.SliceOf(cellType), 0, 0)
	for i := range f.p.Elem().Len() {
		c := reflect.ValueOf(newCell(id + uint64(i)))
		f.p.Elem().Index(i).Set(c)
		f.m.SetMapIndex(reflect.ValueOf(newCell(id)), c)
		f.s = reflect.Append(f.s, c)
	}
	return f
}

func (f *reflected) verify() {
	for i := range f.p.Elem().Len() {
		f.p.Elem().Index(i).Interface().(*cell).check("reflect", f.id+uint64(i))
		f.s.Index(i).Interface().(*cell).check("reflect", f.id+uint64(i))
	}
	for it := f.m.MapRange(); it.Next(); {
		it.Key().Interface().(*cell).check("reflect", f.id)
	}
	reflect.Copy(f.p.Elem(), f.s)
}

func (f *reflected) bytes() int { return 40 * 150 }

type uniquely struct {
	id     uint64
	handle unique.Handle[string]
}

func makeUnique(r *rand.Rand, id uint64) holder {
	return &uniquely{id % 500, unique.Make(fmt.Sprint("unique ", id%500))}
}

func (u *uniquely) verify() {
	s := fmt.Sprint("unique ", u.id)
	if u.handle.Value() != s || unique.Make(s) != u.handle {
		fail("unique: %q for %q", u.handle.Value(), s)
	}
}

func (u *uniquely) bytes() int { return 64 }

// shuffle: pointers move between places all the time, each being in one place only: what a concurrent collector may miss.
type shuffle struct {
	id     uint64
	r      *rand.Rand
	places []*place
	n      int
}

type place struct {
	slot  *cell
	slots [3]*cell
	m     map[int]*cell
}

func makeShuffle(r *rand.Rand, id uint64) holder {
	s := &shuffle{id: id, r: rand.New(rand.NewPCG(id, 1)), n: 20 + r.IntN(200)}
	for range s.n {
		s.places = append(s.places, &place{m: map[int]*cell{}})
	}
	for i := range s.n {
		s.places[i].slot = newCell(id + uint64(i))
	}
	return s
}

func (s *shuffle) verify() {
	for range 4 * s.n {
		a, b := s.places[s.r.IntN(s.n)], s.places[s.r.IntN(s.n)]
		k := s.r.IntN(3)
		switch s.r.IntN(5) {
		case 0:
			a.slot, b.slot = b.slot, a.slot
		case 1:
			a.slots[k], b.slot = b.slot, a.slots[k]
		case 2:
			a.slots, b.slots = b.slots, a.slots
		case 3:
			c := b.slot
			b.slot = a.m[k]
			if delete(a.m, k); c != nil {
				a.m[k] = c
			}
		case 4:
			c := a.slot
			a.slot = nil
			burn(s.r.IntN(20))
			if c != nil {
				c.left = newCell(c.id)
			}
			b.slot, a.slot = c, b.slot
			if a == b {
				a.slot = c
			}
		}
	}
	seen := make([]bool, s.n)
	count := 0
	one := func(c *cell) {
		if c == nil {
			return
		}
		i := c.id - s.id
		c.check("shuffle", s.id+i)
		if i >= uint64(s.n) || seen[i] {
			fail("shuffle: cell %d is there twice", i)
		}
		seen[i] = true
		count++
	}
	for _, p := range s.places {
		one(p.slot)
		for _, c := range p.slots {
			one(c)
		}
		for _, c := range p.m {
			one(c)
		}
	}
	if count != s.n {
		fail("shuffle: %d cells of %d are left", count, s.n)
	}
}

func (s *shuffle) bytes() int { return 150 * s.n }

// burn allocates what dies at once.
func burn(n int) {
	for i := range n {
		sink.Store(newCell(uint64(i)))
	}
}

var sink atomic.Pointer[cell]

// ring: a cycle of objects, referred to by an inner address of one of them.
type ring struct {
	id   uint64
	n    int
	into *uint64
	at   *cell
}

func makeRing(r *rand.Rand, id uint64) holder {
	g := &ring{id: id, n: 1 + r.IntN(100)}
	first := newCell(id)
	at := first
	for i := 1; i < g.n; i++ {
		at.right = newCell(id + uint64(i))
		at.right.left = at
		at = at.right
	}
	at.right, first.left = first, at
	g.at, g.into = first, &first.right.sum
	return g
}

func (g *ring) verify() {
	c := g.at
	for i := range g.n {
		c.check("ring", g.id+uint64(i))
		c = c.right
	}
	if c != g.at || *g.into != c.right.sum {
		fail("ring: it does not close")
	}
}

func (g *ring) bytes() int { return 32 * g.n }

// record: append, copy and structure assignment with values of many words.
type record struct {
	id   uint64
	list []wide
}

type wide struct {
	a, b *cell
	s    string
	l    []*cell
	e    any
	n    uint64
}

func newWide(id uint64) wide {
	c := newCell(id)
	return wide{c, newCell(id + 1), fmt.Sprint(id), []*cell{c}, c, mix(id)}
}

func makeStruct(r *rand.Rand, id uint64) holder {
	s := &record{id: id}
	for i := range uint64(r.IntN(80)) {
		s.list = append(s.list, newWide(id+i))
	}
	return s
}

func (s *record) verify() {
	for i := range s.list {
		w := s.list[i]
		id := s.id + uint64(i)
		w.a.check("record", id)
		w.b.check("record", id+1)
		if w.s != fmt.Sprint(id) || w.l[0] != w.a || w.e != w.a || w.n != mix(id) {
			fail("record: %v for %d", w, id)
		}
		s.list[i] = newWide(id)
	}
	fresh := make([]wide, len(s.list), len(s.list)+3)
	copy(fresh, s.list)
	clear(s.list)
	s.list = fresh
}

func (s *record) bytes() int { return 300 * len(s.list) }

// Places where all workers put objects and take them.
var (
	shared      [512]atomic.Pointer[tree]
	sharedLock  sync.Mutex
	sharedPlain [512]*tree
	pool        = sync.Pool{New: func() any { return newCell(1) }}
)

func trade(r *rand.Rand, id uint64) {
	fresh := makeTree(r, id).(*tree)
	if old := shared[r.IntN(len(shared))].Swap(fresh); old != nil {
		old.verify()
	}
	i := r.IntN(len(sharedPlain))
	sharedLock.Lock()
	old := sharedPlain[i]
	sharedPlain[i] = fresh
	sharedLock.Unlock()
	if old != nil {
		old.verify()
	}
	c := pool.Get().(*cell)
	c.check("pool", c.id)
	c.id = id
	c.sum = mix(id)
	pool.Put(c)
}

// short runs what does not outlive the step: timers, goroutines, panics, selects.
func short(r *rand.Rand, id uint64) {
	switch r.IntN(5) {
	case 0:
		c := newCell(id)
		timers.Add(1)
		time.AfterFunc(time.Duration(r.IntN(3000))*time.Microsecond, func() {
			c.check("timer", id)
			fired.Add(1)
		})
	case 1:
		var group sync.WaitGroup
		for i := range uint64(r.IntN(12)) {
			group.Add(1)
			go func() {
				defer group.Done()
				deep(newCell(id+i), int(i)*3).check("goroutine", id+i+i*3)
			}()
		}
		group.Wait()
	case 2:
		func() {
			defer func() { recover().(*cell).check("panic", id) }()
			deep(newCell(id), 5)
			panic(newCell(id))
		}()
	case 3:
		a, b := make(chan *cell), make(chan *cell, 1)
		go func() {
			select {
			case a <- newCell(id):
			case b <- newCell(id):
			}
		}()
		select {
		case c := <-a:
			c.check("select", id)
		case c := <-b:
			c.check("select", id)
		}
	case 4:
		c := newCell(id)
		next := func(yield func(*cell) bool) {
			for range 10 {
				if !yield(c) {
					return
				}
				c = newCell(id)
			}
		}
		for c := range next {
			c.check("iterator", id)
		}
	}
}

var stopped atomic.Bool

// work churns until it is told to stop, then verifies and drops all.
func work(number uint64, epoch int, most int, done *sync.WaitGroup) {
	defer done.Done()
	r := rand.New(rand.NewPCG(*seed, number<<32|uint64(epoch)))
	var held []holder
	total := 0
	release := func(i int) {
		h := held[i]
		h.verify()
		total -= h.bytes()
		if d, ok := h.(dropper); ok {
			d.drop()
		}
		held[i] = held[len(held)-1]
		held[len(held)-1] = nil
		held = held[:len(held)-1]
	}
	for !stopped.Load() {
		id := r.Uint64() >> 2
		h := makers[r.IntN(len(makers))](r, id)
		total += h.bytes()
		held = append(held, h)
		for total > most {
			before := total
			i := r.IntN(len(held))
			release(i)
			if total == before {
				break
			}
		}
		held[r.IntN(len(held)+1)%max(len(held), 1)].verify()
		trade(r, id)
		short(r, id)
		steps.Add(1)
	}
	for len(held) > 0 {
		held[0].verify()
		release(0)
	}
}

var steps atomic.Int64

// disturb changes what there is to change, until the epoch ends.
func disturb(r *rand.Rand) {
	for !stopped.Load() {
		switch r.IntN(12) {
		case 0, 1, 2:
			debug.SetGCPercent([]int{5, 20, 50, 100, 100, 200, 400}[r.IntN(7)])
		case 3, 4:
			runtime.GC()
		case 5:
			debug.SetMemoryLimit(int64(*live/2+r.IntN(8**live)) << 20)
		case 6:
			debug.SetMemoryLimit(1<<63 - 1)
		case 7:
			runtime.GOMAXPROCS(1 + r.IntN(8))
		case 8:
			debug.FreeOSMemory()
		case 9:
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			if m.HeapAlloc > m.HeapSys || m.Mallocs < m.Frees || m.HeapReleased > m.HeapIdle || m.HeapIdle > m.HeapSys {
				fail("MemStats: alloc %d idle %d released %d sys %d mallocs %d frees %d", m.HeapAlloc, m.HeapIdle, m.HeapReleased, m.HeapSys, m.Mallocs, m.Frees)
			}
		case 10:
			buffer := make([]byte, 64<<10)
			runtime.Stack(buffer, true)
		case 11:
			runtime.Gosched()
		}
		time.Sleep(time.Duration(r.IntN(40)) * time.Millisecond)
	}
	debug.SetGCPercent(100)
	debug.SetMemoryLimit(1<<63 - 1)
}

// resident is the process's memory in bytes.
func resident() int64 {
	data, err := os.ReadFile("/proc/self/statm")
	var total, pages int64
	if err == nil {
		fmt.Sscan(string(data), &total, &pages)
	}
	return pages * int64(os.Getpagesize())
}

// settle drops what is shared and collects until nothing more goes.
func settle() (heap uint64, rss int64) {
	for i := range shared {
		shared[i].Store(nil)
		sharedPlain[i] = nil
	}
	sink.Store(nil)
	for range 4 {
		runtime.GC()
		time.Sleep(20 * time.Millisecond)
	}
	for range 100 {
		if fired.Load() == timers.Load() && runtime.NumGoroutine() < 8 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc, resident()
}

func main() {
	flag.Parse()
	start := time.Now()
	var heaps []uint64
	var sizes []int64
	for epoch := range *epochs {
		stopped.Store(false)
		var done sync.WaitGroup
		for i := range *workers {
			done.Add(1)
			go work(uint64(i), epoch, *live<<20 / *workers, &done)
		}
		done.Add(1)
		go func() {
			defer done.Done()
			disturb(rand.New(rand.NewPCG(*seed, uint64(epoch))))
		}()
		time.Sleep(time.Until(start.Add(*duration * time.Duration(epoch+1) / time.Duration(*epochs))))
		stopped.Store(true)
		busy := resident()
		done.Wait()
		heap, rss := settle()
		heaps, sizes = append(heaps, heap), append(sizes, rss)
		if *verbose {
			fmt.Printf("%4ds: %d steps, %d MB busy, then %.1f MB, heap %.1f MB, %d goroutines, finalizers %d of %d, cleanups %d of %d\n",
				int(time.Since(start).Seconds()), steps.Load(), busy>>20, float64(rss)/(1<<20), float64(heap)/(1<<20), runtime.NumGoroutine(),
				finalized.Load(), finalizers.Load(), cleaned.Load(), cleanups.Load())
		}
		if n := runtime.NumGoroutine(); n > 8 {
			fail("%d goroutines are left", n)
		}
		if heap > heaps[0]+4<<20 {
			fail("the heap grows: %d bytes after each epoch", heaps)
		}
		if rss > sizes[0]+sizes[0]/4+16<<20 {
			fail("memory grows: %d bytes after each epoch", sizes)
		}
	}
	// Stray words on stacks may keep a few.
	if a, b := finalized.Load(), finalizers.Load(); a < b-b/20-50 {
		fail("%d finalizers of %d ran", a, b)
	}
	if a, b := cleaned.Load(), cleanups.Load(); a < b-b/20-100 {
		fail("%d cleanups of %d ran", a, b)
	}
	if a, b := fired.Load(), timers.Load(); a != b {
		fail("%d timers of %d fired", a, b)
	}
	fmt.Println("soak: nothing wrong")
}
