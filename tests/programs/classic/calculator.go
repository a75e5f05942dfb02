// stdin: 1+2*3\n(4-6)/2\n2^3^2\n-5+-2\n1/0\n2*(3\n7%4-x\n
// An expression calculator with a recursive descent parser; errors are values.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
)

type parser struct {
	s string
	i int
}

var errZero = errors.New("division by zero")

func (p *parser) peek() byte {
	if p.i < len(p.s) {
		return p.s[p.i]
	}
	return 0
}
func (p *parser) expr(level int) (v int, err error) {
	if level == 3 {
		return p.unary()
	}
	if v, err = p.expr(level + 1); err != nil {
		return
	}
	for {
		op := p.peek()
		switch {
		case level == 0 && (op == '+' || op == '-'), level == 1 && (op == '*' || op == '/' || op == '%'), level == 2 && op == '^':
		default:
			return
		}
		p.i++
		next := level + 1
		if op == '^' {
			next = level
		}
		w, err := p.expr(next)
		if err != nil {
			return 0, err
		}
		switch op {
		case '+':
			v += w
		case '-':
			v -= w
		case '*':
			v *= w
		case '/', '%':
			if w == 0 {
				return 0, fmt.Errorf("at %d: %w", p.i, errZero)
			}
			if op == '/' {
				v /= w
			} else {
				v %= w
			}
		case '^':
			r := 1
			for range w {
				r *= v
			}
			v = r
		}
	}
}
func (p *parser) unary() (int, error) {
	switch c := p.peek(); {
	case c == '-':
		p.i++
		v, err := p.unary()
		return -v, err
	case c == '(':
		p.i++
		v, err := p.expr(0)
		if err == nil && p.peek() != ')' {
			err = errors.New("missing )")
		}
		p.i++
		return v, err
	case c >= '0' && c <= '9':
		v := 0
		for ; p.peek() >= '0' && p.peek() <= '9'; p.i++ {
			v = v*10 + int(p.peek()-'0')
		}
		return v, nil
	}
	return 0, fmt.Errorf("unexpected %q at %d", p.peek(), p.i)
}

func main() {
	sc := bufio.NewScanner(os.Stdin)
	for sc.Scan() {
		p := &parser{s: sc.Text()}
		v, err := p.expr(0)
		fmt.Println(sc.Text(), "=", v, err, errors.Is(err, errZero))
	}
}
