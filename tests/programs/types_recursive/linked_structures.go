// Lists, rings, heaps, tries and graphs with pointers, removal during walks, and cycles.
package main

import (
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
	"sort"
)

type pq []*item
type item struct{ name string; pri, at int }

func (q pq) Len() int           { return len(q) }
func (q pq) Less(i, j int) bool { return q[i].pri > q[j].pri }
func (q pq) Swap(i, j int)      { q[i], q[j] = q[j], q[i]; q[i].at, q[j].at = i, j }
func (q *pq) Push(x any)        { i := x.(*item); i.at = len(*q); *q = append(*q, i) }
func (q *pq) Pop() any          { o := *q; n := len(o); x := o[n-1]; *q = o[:n-1]; return x }

type trie struct {
	kids map[byte]*trie
	end  bool
}

func (t *trie) add(s string) {
	for i := range len(s) {
		if t.kids == nil {
			t.kids = map[byte]*trie{}
		}
		k := t.kids[s[i]]
		if k == nil {
			k = &trie{}
			t.kids[s[i]] = k
		}
		t = k
	}
	t.end = true
}
func (t *trie) walk(pre string, f func(string)) {
	if t.end {
		f(pre)
	}
	ks := []int{}
	for k := range t.kids {
		ks = append(ks, int(k))
	}
	sort.Ints(ks)
	for _, k := range ks {
		t.kids[byte(k)].walk(pre+string(rune(k)), f)
	}
}

type graph map[string][]string

func (g graph) topo() (out []string, cyc bool) {
	state := map[string]int{}
	var visit func(string)
	visit = func(n string) {
		switch state[n] {
		case 1:
			cyc = true
			return
		case 2:
			return
		}
		state[n] = 1
		for _, m := range g[n] {
			visit(m)
		}
		state[n] = 2
		out = append(out, n)
	}
	keys := []string{}
	for k := range g {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		visit(k)
	}
	return
}

func main() {
	q := pq{}
	for i, n := range []string{"a", "b", "c", "d"} {
		heap.Push(&q, &item{name: n, pri: i * 7 % 5})
	}
	q[2].pri = 100
	heap.Fix(&q, 2)
	for q.Len() > 0 {
		x := heap.Pop(&q).(*item)
		fmt.Print(x.name, x.pri, " ")
	}
	l := list.New()
	for i := range 6 {
		l.PushFront(i)
	}
	for e := l.Front(); e != nil; {
		n := e.Next()
		if e.Value.(int)%2 == 0 {
			l.Remove(e)
		}
		e = n
	}
	for e := l.Back(); e != nil; e = e.Prev() {
		fmt.Print(e.Value, " ")
	}
	r := ring.New(4)
	for i := range 4 {
		r.Value = i
		r = r.Next()
	}
	r.Unlink(1)
	r.Do(func(x any) { fmt.Print(x, " ") })
	fmt.Println()
	t := &trie{}
	for _, w := range []string{"to", "tea", "ten", "i", "in", "inn", ""} {
		t.add(w)
	}
	t.walk("", func(s string) { fmt.Printf("%q ", s) })
	fmt.Println()
	fmt.Println(graph{"a": {"b", "c"}, "b": {"d"}, "c": {"d"}}.topo())
	fmt.Println(graph{"a": {"b"}, "b": {"a"}}.topo())
}
