package main

import (
	"errors"
	"strings"
	"sync"
	"time"
)

func main() {
	var b strings.Builder
	b.buf = nil
	b.copyCheck()
	var t time.Time
	t.wall = 1
	_ = time.Time{1, 2, nil}
	_ = sync.Mutex{state: 1}
	_ = errors.errorString{}
	e := errors.New("x")
	e.s = "y"
}
