// A small Lisp: reader, environment, closures, tail recursion by loop, errors by panic.
package main

import (
	"fmt"
	"strconv"
	"strings"
)

type (
	Sym  string
	List []any
	Fn   func([]any) any
	Env  struct {
		vars map[Sym]any
		up   *Env
	}
	Lam struct {
		params List
		body   any
		env    *Env
	}
)

func (e *Env) find(s Sym) *Env {
	for ; e != nil; e = e.up {
		if _, ok := e.vars[s]; ok {
			return e
		}
	}
	panic(fmt.Errorf("unbound %s", s))
}
func read(toks *[]string) any {
	t := (*toks)[0]
	*toks = (*toks)[1:]
	if t == "(" {
		l := List{}
		for (*toks)[0] != ")" {
			l = append(l, read(toks))
		}
		*toks = (*toks)[1:]
		return l
	}
	if n, err := strconv.ParseFloat(t, 64); err == nil {
		return n
	}
	return Sym(t)
}
func eval(x any, e *Env) any {
	for {
		switch v := x.(type) {
		case Sym:
			return e.find(v).vars[v]
		case float64:
			return v
		case List:
			switch v[0] {
			case Sym("quote"):
				return v[1]
			case Sym("if"):
				if eval(v[1], e) != any(false) {
					x = v[2]
				} else {
					x = v[3]
				}
				continue
			case Sym("define"):
				e.vars[v[1].(Sym)] = eval(v[2], e)
				return nil
			case Sym("lambda"):
				return Lam{v[1].(List), v[2], e}
			}
			f := eval(v[0], e)
			args := []any{}
			for _, a := range v[1:] {
				args = append(args, eval(a, e))
			}
			switch f := f.(type) {
			case Fn:
				return f(args)
			case Lam:
				e = &Env{map[Sym]any{}, f.env}
				for i, p := range f.params {
					e.vars[p.(Sym)] = args[i]
				}
				x = f.body
				continue
			}
			panic(fmt.Errorf("not a function: %v", f))
		}
	}
}
func num(f func(a, b float64) any) Fn { return func(a []any) any { return f(a[0].(float64), a[1].(float64)) } }

func main() {
	g := &Env{map[Sym]any{
		"+": num(func(a, b float64) any { return a + b }), "-": num(func(a, b float64) any { return a - b }),
		"*": num(func(a, b float64) any { return a * b }), "<": num(func(a, b float64) any { return a < b }),
		"cons": Fn(func(a []any) any { return append(List{a[0]}, a[1].(List)...) }),
		"car":  Fn(func(a []any) any { return a[0].(List)[0] }), "cdr": Fn(func(a []any) any { return a[0].(List)[1:] }),
		"null?": Fn(func(a []any) any { return len(a[0].(List)) == 0 }),
	}, nil}
	for _, src := range []string{
		"(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))", "(fact 20)",
		"(define loop (lambda (n acc) (if (< n 1) acc (loop (- n 1) (+ acc n)))))", "(loop 100000 0)",
		"(define map (lambda (f l) (if (null? l) l (cons (f (car l)) (map f (cdr l))))))",
		"(map (lambda (x) (* x x)) (quote (1 2 3)))",
		"(define adder (lambda (n) (lambda (m) (+ n m))))", "((adder 3) 4)", "(undefined 1)", "(1 2)", "(car 5)", "(car (quote ()))",
	} {
		func() {
			defer func() {
				if r := recover(); r != nil {
					fmt.Println("error:", r)
				}
			}()
			toks := strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(src))
			if v := eval(read(&toks), g); v != nil {
				fmt.Println(v)
			}
		}()
	}
}
