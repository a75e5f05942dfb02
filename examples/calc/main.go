// Calc evaluates arithmetic expressions, one a line, with variables and functions; it has its own scanner and parser.
//
//	echo 'x = 3; sqrt(x*x + 4^2) / 2' | undergo run ./calc
package main

import (
	"bufio"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"unicode"
)

type node interface {
	eval(env map[string]float64) (float64, error)
}

type (
	number   float64
	variable string
	unary    struct{ x node }
	binary   struct {
		op   rune
		x, y node
	}
	call struct {
		name string
		args []node
	}
	assign struct {
		name string
		x    node
	}
)

var errDivide = errors.New("division by zero")

func (n number) eval(map[string]float64) (float64, error) { return float64(n), nil }

func (v variable) eval(env map[string]float64) (float64, error) {
	if x, ok := env[string(v)]; ok {
		return x, nil
	}
	return 0, fmt.Errorf("undefined: %s", string(v))
}

func (u unary) eval(env map[string]float64) (float64, error) {
	x, err := u.x.eval(env)
	return -x, err
}

func (b binary) eval(env map[string]float64) (float64, error) {
	x, err := b.x.eval(env)
	if err != nil {
		return 0, err
	}
	y, err := b.y.eval(env)
	if err != nil {
		return 0, err
	}
	switch b.op {
	case '+':
		return x + y, nil
	case '-':
		return x - y, nil
	case '*':
		return x * y, nil
	case '^':
		return math.Pow(x, y), nil
	}
	if y == 0 {
		return 0, errDivide
	}
	return x / y, nil
}

var functions = map[string]func(float64) float64{
	"sqrt": math.Sqrt, "sin": math.Sin, "cos": math.Cos, "exp": math.Exp, "ln": math.Log, "abs": math.Abs,
}

func (c call) eval(env map[string]float64) (float64, error) {
	f, ok := functions[c.name]
	if !ok || len(c.args) != 1 {
		return 0, fmt.Errorf("no function %s of %d arguments", c.name, len(c.args))
	}
	x, err := c.args[0].eval(env)
	if err != nil {
		return 0, err
	}
	return f(x), nil
}

func (a assign) eval(env map[string]float64) (float64, error) {
	x, err := a.x.eval(env)
	if err == nil {
		env[a.name] = x
	}
	return x, err
}

type syntaxError struct {
	at   int
	text string
}

func (e *syntaxError) Error() string { return fmt.Sprintf("column %d: %s", e.at+1, e.text) }

type parser struct {
	in []rune
	at int
}

func (p *parser) fail(format string, args ...any) {
	panic(&syntaxError{p.at, fmt.Sprintf(format, args...)})
}

func (p *parser) peek() rune {
	for p.at < len(p.in) && unicode.IsSpace(p.in[p.at]) {
		p.at++
	}
	if p.at == len(p.in) {
		return 0
	}
	return p.in[p.at]
}

func (p *parser) word(ok func(rune) bool) string {
	start := p.at
	for p.at < len(p.in) && ok(p.in[p.at]) {
		p.at++
	}
	return string(p.in[start:p.at])
}

func (p *parser) primary() node {
	switch c := p.peek(); {
	case c == '(':
		p.at++
		x := p.sum()
		p.expect(')')
		return x
	case c == '-':
		p.at++
		return unary{p.power()}
	case unicode.IsDigit(c) || c == '.':
		text := p.word(func(r rune) bool { return unicode.IsDigit(r) || r == '.' })
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			p.fail("bad number %s", text)
		}
		return number(v)
	case unicode.IsLetter(c):
		name := p.word(func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
		if p.peek() != '(' {
			return variable(name)
		}
		p.at++
		c := call{name: name}
		for p.peek() != ')' {
			c.args = append(c.args, p.sum())
			if p.peek() == ',' {
				p.at++
			}
		}
		p.at++
		return c
	case c == 0:
		p.fail("unexpected end")
	default:
		p.fail("unexpected %q", c)
	}
	return nil
}

func (p *parser) expect(c rune) {
	if p.peek() != c {
		p.fail("want %q", c)
	}
	p.at++
}

func (p *parser) power() node {
	x := p.primary()
	if p.peek() == '^' {
		p.at++
		return binary{'^', x, p.power()}
	}
	return x
}

func (p *parser) product() node {
	x := p.power()
	for op := p.peek(); op == '*' || op == '/'; op = p.peek() {
		p.at++
		x = binary{op, x, p.power()}
	}
	return x
}

func (p *parser) sum() node {
	x := p.product()
	for op := p.peek(); op == '+' || op == '-'; op = p.peek() {
		p.at++
		x = binary{op, x, p.product()}
	}
	return x
}

func parse(text string) (n node, err error) {
	defer func() {
		if e, ok := recover().(*syntaxError); ok {
			err = e
		}
	}()
	p := &parser{in: []rune(text)}
	n = p.sum()
	if v, ok := n.(variable); ok && p.peek() == '=' {
		p.at++
		n = assign{string(v), p.sum()}
	}
	if c := p.peek(); c != 0 {
		p.fail("unexpected %q", c)
	}
	return n, nil
}

func main() {
	env := map[string]float64{"pi": math.Pi, "e": math.E}
	lines := bufio.NewScanner(os.Stdin)
	status := 0
	for lines.Scan() {
		for _, text := range strings.Split(lines.Text(), ";") {
			if strings.TrimSpace(text) == "" {
				continue
			}
			n, err := parse(text)
			var v float64
			if err == nil {
				v, err = n.eval(env)
			}
			if err != nil {
				fmt.Println("error:", err)
				status = 1
				continue
			}
			fmt.Printf("%.10g\n", v)
		}
	}
	os.Exit(status)
}
