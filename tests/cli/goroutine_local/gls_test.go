package gls

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

type created struct {
	function string
	known    bool
	line     bool
}

func report(c chan created) {
	frame, known := Creator()
	c <- created{frame.Function, known, frame.Line > 0 && strings.HasSuffix(frame.File, "gls_test.go")}
}

func started(c chan created)     { go report(c) }
func fromLiteral(c chan created) { go func() { report(c) }() }

func deferred(c chan created) {
	defer started(c)
}

type starter struct{ c chan created }

func (s starter) value()    { go report(s.c) }
func (s *starter) pointer() { go report(s.c) }

func generic[T any](c chan created, x T) { go func(T) { report(c) }(x) }

func twice(f func()) { f() }

func each(yield func(int) bool) { yield(1) }

func TestCreator(t *testing.T) {
	c := make(chan created)
	expect := func(want string) {
		t.Helper()
		got := <-c
		if got != (created{"gls." + want, true, true}) {
			t.Errorf("created by %+v, want %s", got, want)
		}
	}
	started(c)
	expect("started")
	fromLiteral(c)
	expect("fromLiteral")
	deferred(c)
	expect("started")
	starter{c}.value()
	expect("starter.value")
	(&starter{c}).pointer()
	expect("(*starter).pointer")
	generic(c, 1)
	expect("generic[...]")
	twice(func() { go report(c) })
	expect("TestCreator.func2")
	func() { go report(c) }()
	expect("TestCreator.func3")
	for range each {
		go report(c)
	}
	expect("TestCreator-range1")
	f := starter{c}.value
	f()
	expect("starter.value")
	go report(c)
	expect("TestCreator")
}

func TestValues(t *testing.T) {
	var v Value[string]
	v.Set("outer")
	done := make(chan string)
	Go(&v, func() {
		x, _ := v.Get()
		v.Set("inner")
		y, _ := v.Get()
		done <- x + " " + y
	})
	if got := <-done; got != "outer inner" {
		t.Error(got)
	}
	if x, ok := v.Get(); x != "outer" || !ok {
		t.Error(x, ok)
	}
	go func() {
		_, ok := v.Get()
		done <- fmt.Sprint(ok)
	}()
	if got := <-done; got != "false" {
		t.Error(got)
	}
}

func TestIdentity(t *testing.T) {
	ids := make(chan uint64, 2)
	go func() { ids <- ID() }()
	go func() { ids <- ID() }()
	a, b, own := <-ids, <-ids, ID()
	if a == b || a == own || b == own || own == 0 {
		t.Error(a, b, own)
	}
	var buf [64]byte
	text := string(buf[:runtime.Stack(buf[:], false)])
	if !strings.HasPrefix(text, fmt.Sprintf("goroutine %d ", own)) {
		t.Error(text)
	}
}
