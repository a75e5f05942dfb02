// Results that stay in the caller's frame though the error beside them is given away.
package main

import (
	"fmt"
	"testing"
)

type addr struct {
	ip   [16]byte
	port int
}

type opError struct {
	op  string
	err error
}

func (e *opError) Error() string { return e.op + ": " + e.err.Error() }

type conn struct{ n int }

func (c *conn) read(b []byte, a *addr) (int, *addr, error) {
	var err error
	if c.n < 0 {
		err = &opError{"read", fmt.Errorf("closed")}
	} else {
		a.port = c.n
		a.ip[0] = b[0]
	}
	return len(b), a, err
}

func (c *conn) Read(b []byte) (n int, a *addr, err error) { return c.read(b, &addr{}) }

var last error

func main() {
	c := &conn{4}
	b := []byte{1, 2, 3}
	total := 0
	fmt.Println(testing.AllocsPerRun(100, func() {
		n, a, err := c.Read(b)
		if err != nil {
			last = err
		}
		total += n + a.port + int(a.ip[0])
	}))
	fmt.Println(total, last)
	c.n = -1
	_, a, err := c.Read(b)
	fmt.Println(*a, err)
}
