// all errors
package main

type T = interface {
	m() interface{ T }
}

type I = interface{ n(interface{ I }) }

func main() {}
