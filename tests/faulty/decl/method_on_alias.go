package main

type A = int
type B = struct{}
type C = *T
type T struct{}
type D = T

func (A) m() {}
func (B) m() {}
func (C) m() {}
func (D) m() {}
func (*D) m() {}
func (t T) n() {}
func (t *T) n() {}

func main() {}
