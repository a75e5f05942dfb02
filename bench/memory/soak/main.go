// Soak churns objects of every size class, maps, channels, strings, closures, goroutines, timers, weak pointers, finalizers and cleanups while
// GOGC, the memory limit and the moments of collections change at random. Every object holds a pattern made from its number; each is
// verified again and again. One wrong byte, a lost or doubled finalizer, or memory that grows ends it with status 1.
//
//	soak [-seconds n] [-seed n] [-workers n] [-slots n] [-quiet]
package main

import (
	"flag"
	"fmt"
	"hash/maphash"
	"math/rand/v2"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unique"
	"unsafe"
	"weak"
)

var (
	seconds = flag.Float64("seconds", 10, "how long to run")
	seed    = flag.Uint64("seed", 1, "of the random choices")
	workers = flag.Int("workers", 2*runtime.GOMAXPROCS(0), "goroutines that churn")
	slots   = flag.Int("slots", 400, "objects that each worker holds")
	quiet   = flag.Bool("quiet", false, "print nothing but the last line")
)

var (
	stop     atomic.Bool
	lastID   atomic.Uint64
	verified atomic.Uint64
	steps    atomic.Uint64
	made     [kinds]atomic.Uint64

	finalizersSet, finalizersRun atomic.Int64
	cleanupsSet, cleanupsRun     atomic.Int64
	timersSet, timersRun         atomic.Int64
)

func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "soak: "+format+"\n", args...)
	os.Exit(1)
}

// Pattern words are a function of the object's number and the place.
func word(id uint64, i int) uint64 { return (id + uint64(i)*0x9e3779b97f4a7c15) * 0xff51afd7ed558ccd }

func fillBytes(b []byte, id uint64) {
	for i := range b {
		b[i] = byte(word(id, i>>3) >> (8 * (i & 7)))
	}
}

func checkBytes(b []byte, id uint64, what string) {
	for i := range b {
		if want := byte(word(id, i>>3) >> (8 * (i & 7))); b[i] != want {
			fail("%s %d: byte %d of %d is %#x, not %#x", what, id, i, len(b), b[i], want)
		}
	}
}

// A thing is what a slot holds.
type thing interface {
	number() uint64
	verify()
}

type base struct{ id uint64 }

func (b *base) number() uint64 {
	if b.id == 0 || b.id > lastID.Load() {
		fail("an object's number is %#x", b.id)
	}
	return b.id
}

func newBase() base { return base{lastID.Add(1)} }

// blob: bytes of any size class, without pointers.
type blob struct {
	base
	data []byte
}

func newBlob(r *rand.Rand) thing {
	b := &blob{newBase(), make([]byte, size(r))}
	fillBytes(b.data, b.id)
	return b
}

func (b *blob) verify() { checkBytes(b.data, b.number(), "blob") }

// size picks from all size classes, small ones more often.
func size(r *rand.Rand) int {
	switch n := r.IntN(1000); {
	case n < 700:
		return r.IntN(512)
	case n < 950:
		return r.IntN(8 << 10)
	case n < 995:
		return r.IntN(40 << 10)
	default:
		return r.IntN(1 << 20)
	}
}

// text: strings made by concatenation, conversion and slicing.
type text struct {
	base
	s     string
	parts []string
	sum   uint64
}

var hashSeed = maphash.MakeSeed()

func newText(r *rand.Rand) thing {
	t := &text{base: newBase()}
	raw := make([]byte, r.IntN(300))
	fillBytes(raw, t.id)
	s := string(raw)
	for range r.IntN(6) {
		s += s[len(s)/2:] + fmt.Sprint(t.id)
	}
	t.s = s
	for i := 0; i+7 < len(s) && len(t.parts) < 20; i += 7 {
		t.parts = append(t.parts, s[i:i+7])
	}
	t.sum = maphash.String(hashSeed, s)
	return t
}

func (t *text) verify() {
	t.number()
	if maphash.String(hashSeed, t.s) != t.sum {
		fail("text %d has changed", t.id)
	}
	for i, p := range t.parts {
		if p != t.s[7*i:7*i+7] {
			fail("text %d: part %d has changed", t.id, i)
		}
	}
}

// node: pointers between things, in arrays of every size.
type node struct {
	base
	kids  []thing
	ids   []uint64
	next  *node
	n     int  // nodes behind this one
	ended bool // next was cut off
	tail  [3]*base
}

func newNode(r *rand.Rand, w *worker) thing {
	n := &node{base: newBase()}
	count := r.IntN(12)
	if r.IntN(50) == 0 {
		count = r.IntN(3000)
	}
	for range count {
		k := w.pick(r)
		n.kids = append(n.kids, k)
		n.ids = append(n.ids, k.number())
	}
	for i := range n.tail {
		b := newBase()
		n.tail[i] = &b
	}
	if other, ok := w.pick(r).(*node); ok && other.n < 200 {
		n.next, n.n = other, other.n+1
	}
	return n
}

func (n *node) verify() {
	for i, k := range n.kids {
		if k.number() != n.ids[i] {
			fail("node %d: kid %d is %d, not %d", n.id, i, k.number(), n.ids[i])
		}
	}
	for i, b := range n.tail {
		if b.number() <= n.id && i >= 0 {
			fail("node %d: its tail has number %d", n.id, b.id)
		}
	}
	for x := n; !x.ended; x = x.next {
		x.number()
		if x.n == 0 {
			break
		}
		if x.next.n != x.n-1 {
			fail("node %d: %d nodes behind it, %d behind the next", x.id, x.n, x.next.n)
		}
	}
}

// cut drops what the node leads to, so that chains do not keep everything.
func (n *node) cut() {
	n.kids, n.ids, n.next, n.ended = nil, nil, nil, true
}

// table: maps of several kinds, growing and shrinking.
type table struct {
	base
	ints    map[int]*base
	strs    map[string][]byte
	structs map[[3]uint32]any
	keys    []string
}

func newTable(r *rand.Rand) thing {
	t := &table{base: newBase(), ints: map[int]*base{}, strs: map[string][]byte{}, structs: map[[3]uint32]any{}}
	t.grow(r.IntN(60))
	return t
}

func (t *table) grow(n int) {
	for range n {
		b := newBase()
		t.ints[int(b.id)] = &b
		k := fmt.Sprint("k", b.id)
		v := make([]byte, b.id%100)
		fillBytes(v, b.id)
		t.strs[k] = v
		t.keys = append(t.keys, k)
		t.structs[[3]uint32{uint32(b.id), 1, 2}] = b.id
	}
}

func (t *table) shrink() {
	for k := range t.ints {
		if len(t.ints) < 10 {
			break
		}
		delete(t.ints, k)
	}
	for _, k := range t.keys[:len(t.keys)/2] {
		delete(t.strs, k)
	}
	t.keys = append([]string(nil), t.keys[len(t.keys)/2:]...)
	if len(t.structs) > 200 {
		clear(t.structs)
	}
}

func (t *table) verify() {
	t.number()
	for k, b := range t.ints {
		if b.number() != uint64(k) {
			fail("table %d: under %d is %d", t.id, k, b.id)
		}
	}
	if len(t.strs) != len(t.keys) {
		fail("table %d has %d strings, not %d", t.id, len(t.strs), len(t.keys))
	}
	for _, k := range t.keys {
		var id uint64
		fmt.Sscanf(k, "k%d", &id)
		v, ok := t.strs[k]
		if !ok || uint64(len(v)) != id%100 {
			fail("table %d: no %q", t.id, k)
		}
		checkBytes(v, id, "a table's value")
	}
	for k, v := range t.structs {
		if v.(uint64)&0xffffffff != uint64(k[0]) {
			fail("table %d: under %v is %v", t.id, k, v)
		}
	}
}

// pipe: a channel with things in its buffer.
type pipe struct {
	base
	c   chan *blob
	ids []uint64
}

func newPipe(r *rand.Rand) thing {
	p := &pipe{base: newBase(), c: make(chan *blob, 1+r.IntN(20))}
	for range r.IntN(cap(p.c) + 1) {
		p.put(r)
	}
	return p
}

func (p *pipe) put(r *rand.Rand) {
	b := newBlob(r).(*blob)
	select {
	case p.c <- b:
		p.ids = append(p.ids, b.id)
	default:
	}
}

func (p *pipe) verify() {
	if len(p.c) != len(p.ids) {
		fail("pipe %d holds %d, not %d", p.number(), len(p.c), len(p.ids))
	}
	for i := range p.ids { // once round
		b := <-p.c
		if b.id != p.ids[i] {
			fail("pipe %d: %d comes, not %d", p.id, b.id, p.ids[i])
		}
		b.verify()
		p.c <- b
	}
}

// call: closures that hold objects.
type call struct {
	base
	f    func() uint64
	more []func(uint64) uint64
	want uint64
}

func newCall(r *rand.Rand, w *worker) thing {
	c := &call{base: newBase()}
	b := newBlob(r).(*blob)
	t := w.pick(r)
	id := t.number()
	c.f = func() uint64 { b.verify(); return b.id + t.number() }
	c.want = b.id + id
	for i := range r.IntN(5) {
		x := newBase()
		c.more = append(c.more, func(y uint64) uint64 { return y + x.number() + uint64(i) })
		c.want += x.id + uint64(i)
	}
	c.more = append(c.more, b.plus) // a method value
	c.want += b.id
	return c
}

func (b *blob) plus(y uint64) uint64 { return y + b.number() }

func (c *call) verify() {
	y := c.f()
	for _, f := range c.more {
		y = f(y)
	}
	if y != c.want {
		fail("call %d gives %d, not %d", c.number(), y, c.want)
	}
}

// shape: values made by reflection, interfaces, type descriptors at work.
type shape struct {
	base
	v   reflect.Value
	ids []uint64
}

func newShape(r *rand.Rand) thing {
	s := &shape{base: newBase()}
	n := 1 + r.IntN(40)
	v := reflect.MakeSlice(reflect.TypeFor[[]struct {
		A uint8
		P *base
		S string
	}](), n, n+r.IntN(8))
	for i := range n {
		b := newBase()
		v.Index(i).Field(1).Set(reflect.ValueOf(&b))
		v.Index(i).Field(2).SetString(fmt.Sprint(b.id))
		s.ids = append(s.ids, b.id)
	}
	swap := reflect.Swapper(v.Interface())
	for range n {
		i, j := r.IntN(n), r.IntN(n)
		swap(i, j)
		s.ids[i], s.ids[j] = s.ids[j], s.ids[i]
	}
	s.v = v
	return s
}

func (s *shape) verify() {
	for i, id := range s.ids {
		b := s.v.Index(i).Field(1).Interface().(*base)
		if b.number() != id || s.v.Index(i).Field(2).String() != fmt.Sprint(id) {
			fail("shape %d: element %d is %d, not %d", s.number(), i, b.id, id)
		}
	}
}

// shared: a pointer that many goroutines swap.
type shared struct {
	base
	p atomic.Pointer[blob]
	v atomic.Value
	q unsafe.Pointer
}

func newShared(r *rand.Rand) thing {
	s := &shared{base: newBase()}
	s.p.Store(newBlob(r).(*blob))
	s.v.Store(newBlob(r).(*blob))
	s.q = unsafe.Pointer(newBlob(r).(*blob))
	return s
}

func (s *shared) change(r *rand.Rand) {
	old := s.p.Load()
	s.p.CompareAndSwap(old, newBlob(r).(*blob))
	old.verify()
	s.v.Swap(newBlob(r).(*blob)).(*blob).verify()
	(*blob)(atomic.SwapPointer(&s.q, unsafe.Pointer(newBlob(r).(*blob)))).verify()
}

func (s *shared) verify() {
	s.number()
	s.p.Load().verify()
	s.v.Load().(*blob).verify()
	(*blob)(atomic.LoadPointer(&s.q)).verify()
}

// ref: weak pointers, finalizers, cleanups, unique values.
type ref struct {
	base
	strong *blob
	weak   weak.Pointer[blob]
	wid    uint64
	dying  []weak.Pointer[blob]
	handle unique.Handle[string]
	name   string
}

var pool = sync.Pool{New: func() any { b := newBase(); return &blob{base: b, data: make([]byte, 100)} }}

func newRef(r *rand.Rand) thing {
	f := &ref{base: newBase()}
	f.strong = newBlob(r).(*blob)
	f.weak = weak.Make(f.strong)
	f.wid = f.strong.id
	for range r.IntN(4) {
		f.dying = append(f.dying, weak.Make(newBlob(r).(*blob)))
	}
	f.name = fmt.Sprint("name", f.id%5000)
	f.handle = unique.Make(f.name)
	if r.IntN(3) == 0 {
		x := newBlob(r).(*blob)
		finalizersSet.Add(1)
		runtime.SetFinalizer(x, func(b *blob) { b.verify(); finalizersRun.Add(1) })
	}
	if r.IntN(3) == 0 {
		x := newBlob(r).(*blob)
		cleanupsSet.Add(1)
		y := newBlob(r).(*blob)
		runtime.AddCleanup(x, func(y *blob) { y.verify(); cleanupsRun.Add(1) }, y)
	}
	return f
}

func (f *ref) verify() {
	f.number()
	if p := f.weak.Value(); p != f.strong || p.id != f.wid {
		fail("ref %d: its weak pointer leads elsewhere", f.id)
	}
	f.strong.verify()
	for _, p := range f.dying {
		if b := p.Value(); b != nil {
			b.verify()
		}
	}
	if f.handle.Value() != f.name || unique.Make(f.name) != f.handle {
		fail("ref %d: its handle holds %q, not %q", f.id, f.handle.Value(), f.name)
	}
	b := pool.Get().(*blob)
	fillBytes(b.data, b.number())
	b.verify()
	pool.Put(b)
}

const kinds = 9

type worker struct {
	slots  []thing
	inbox  chan thing
	others []*worker
}

func (w *worker) pick(r *rand.Rand) thing { return w.slots[r.IntN(len(w.slots))] }

func (w *worker) make(r *rand.Rand) thing {
	kind := r.IntN(kinds)
	made[kind].Add(1)
	switch kind {
	case 0:
		return newBlob(r)
	case 1:
		return newText(r)
	case 2, 3:
		return newNode(r, w)
	case 4:
		return newTable(r)
	case 5:
		return newPipe(r)
	case 6:
		return newCall(r, w)
	case 7:
		return newShape(r)
	}
	if r.IntN(2) == 0 {
		return newShared(r)
	}
	return newRef(r)
}

func (w *worker) run(r *rand.Rand) {
	for !stop.Load() {
		steps.Add(1)
		i := r.IntN(len(w.slots))
		t := w.slots[i]
		switch n := r.IntN(100); {
		case n < 40:
			t.verify()
			verified.Add(1)
		case n < 75:
			w.slots[i] = w.make(r)
		case n < 80:
			w.change(r, t)
		case n < 82: // a goroutine with objects only on its stack
			w.spawn(r, t)
		case n < 90:
			select {
			case w.others[r.IntN(len(w.others))].inbox <- newBlob(r):
			case x := <-w.inbox:
				w.slots[i] = x
			default:
			}
		case n < 93:
			b := newBlob(r).(*blob)
			timersSet.Add(1)
			time.AfterFunc(time.Duration(r.IntN(2000))*time.Microsecond, func() { b.verify(); timersRun.Add(1) })
		case n < 96:
			w.sorted(r)
		case n < 98:
			w.deep(r, r.IntN(300))
		default:
			j := r.IntN(len(w.slots))
			w.slots[i], w.slots[j] = w.slots[j], w.slots[i]
			copy(w.slots[:len(w.slots)/3], append([]thing(nil), w.slots[len(w.slots)/2:len(w.slots)/2+len(w.slots)/3]...))
			for k := range w.slots[:len(w.slots)/3] {
				if r.IntN(2) == 0 {
					w.slots[k] = w.make(r)
				}
			}
		}
	}
	for _, t := range w.slots {
		t.verify()
	}
}

func (w *worker) change(r *rand.Rand, t thing) {
	switch t := t.(type) {
	case *node:
		t.cut()
	case *table:
		t.grow(r.IntN(30))
		t.shrink()
	case *pipe:
		t.put(r)
	case *shared:
		t.change(r)
	}
}

func (w *worker) spawn(r *rand.Rand, t thing) {
	own := newBlob(r).(*blob)
	back := make(chan *blob)
	id := t.number()
	go func() {
		var local [4]*blob
		lr := rand.New(rand.NewPCG(own.id, id))
		for i := range local {
			local[i] = newBlob(lr).(*blob)
			if i%2 == 0 {
				runtime.Gosched()
			}
		}
		for _, b := range local {
			b.verify()
		}
		own.verify()
		if t.number() != id {
			fail("what a goroutine holds is %d, not %d", t.number(), id)
		}
		select {
		case back <- own:
		case <-time.After(time.Duration(lr.IntN(3)) * time.Millisecond):
		}
	}()
	if r.IntN(2) == 0 {
		select {
		case b := <-back:
			b.verify()
		case <-time.After(time.Millisecond):
		}
	}
}

// sorted moves many pointers within one slice.
func (w *worker) sorted(r *rand.Rand) {
	s := make([]*blob, r.IntN(200))
	sum := uint64(0)
	for i := range s {
		s[i] = &blob{base: newBase()}
		sum += s[i].id
	}
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	sort.Slice(s, func(i, j int) bool { return s[i].id < s[j].id })
	s = append(s[:len(s)/2:len(s)/2], s[len(s)/2:]...)
	for _, b := range s {
		sum -= b.number()
	}
	if sum != 0 {
		fail("a sorted slice has lost objects")
	}
}

// deep holds objects in many frames.
func (w *worker) deep(r *rand.Rand, n int) uint64 {
	b := newBlob(r).(*blob)
	id := b.id
	if n > 0 {
		defer func() {
			if b.number() != id {
				fail("what a frame holds is %d, not %d", b.id, id)
			}
		}()
		w.deep(r, n-1)
	}
	b.verify()
	return id
}

// control changes the collector's settings, and looks at the memory.
func control(r *rand.Rand, done chan<- string) {
	var m runtime.MemStats
	peak, early := uint64(0), uint64(0)
	start := time.Now()
	for !stop.Load() {
		switch r.IntN(8) {
		case 0:
			debug.SetGCPercent([]int{1, 10, 50, 100, 200, 400}[r.IntN(6)])
		case 1:
			debug.SetMemoryLimit(int64(64+r.IntN(1000)) << 20)
		case 2:
			debug.SetMemoryLimit(1<<63 - 1)
		case 3:
			runtime.GC()
		case 4:
			debug.FreeOSMemory()
		case 5:
			runtime.GOMAXPROCS(1 + r.IntN(2*runtime.NumCPU()))
		}
		time.Sleep(time.Duration(r.IntN(20)) * time.Millisecond)
		runtime.ReadMemStats(&m)
		peak = max(peak, m.HeapAlloc)
		if time.Since(start).Seconds() < *seconds/2 {
			early = peak
		}
	}
	debug.SetGCPercent(100)
	debug.SetMemoryLimit(1<<63 - 1)
	runtime.GC()
	runtime.ReadMemStats(&m)
	if *seconds >= 20 && peak > early+early/2+64<<20 {
		fail("memory grows: %d MB in the first half, %d MB in the second", early>>20, peak>>20)
	}
	done <- fmt.Sprintf("%d collections, peak %d MB", m.NumGC, peak>>20)
}

func main() {
	flag.Parse()
	r := rand.New(rand.NewPCG(*seed, 1))
	all := make([]*worker, *workers)
	for i := range all {
		all[i] = &worker{inbox: make(chan thing, 10), others: all}
		for range *slots {
			all[i].slots = append(all[i].slots, newBlob(r))
		}
	}
	var group sync.WaitGroup
	for i, w := range all {
		group.Add(1)
		go func() {
			defer group.Done()
			w.run(rand.New(rand.NewPCG(*seed, uint64(i+2))))
		}()
	}
	control1 := make(chan string)
	go control(r, control1)
	for start := time.Now(); time.Since(start).Seconds() < *seconds; {
		time.Sleep(min(10*time.Second, time.Duration(*seconds*float64(time.Second))-time.Since(start)))
		if !*quiet {
			fmt.Printf("%4.0f s: %d steps, %d verified\n", time.Since(start).Seconds(), steps.Load(), verified.Load())
		}
	}
	stop.Store(true)
	group.Wait()
	told := <-control1
	all = nil
	for range 50 { // what hangs on dead objects is dealt with at last
		runtime.GC()
		time.Sleep(10 * time.Millisecond)
		if finalizersRun.Load() == finalizersSet.Load() && cleanupsRun.Load() == cleanupsSet.Load() && timersRun.Load() == timersSet.Load() {
			break
		}
	}
	about := func(what string, run, set int64) {
		if run > set || run < set-set/100-10 {
			fail("of %d %s %d ran", set, what, run)
		}
	}
	about("finalizers", finalizersRun.Load(), finalizersSet.Load())
	about("cleanups", cleanupsRun.Load(), cleanupsSet.Load())
	about("timers", timersRun.Load(), timersSet.Load())
	counts := make([]string, kinds)
	for i := range counts {
		counts[i] = fmt.Sprint(made[i].Load())
	}
	fmt.Printf("ok: %d steps, %d verified, %s (%s objects of each kind; %d finalizers, %d cleanups, %d timers)\n",
		steps.Load(), verified.Load(), told, strings.Join(counts, " "), finalizersRun.Load(), cleanupsRun.Load(), timersRun.Load())
}
