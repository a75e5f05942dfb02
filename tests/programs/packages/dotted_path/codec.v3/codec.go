// Package codec has a dot in the last element of its path.
package codec

import (
	_ "embed"
	"fmt"
	"reflect"
)

var table []byte

var kind = reflect.TypeOf(map[string]any{})

var order = trace("variable")

//go:embed words.txt
var words string

func trace(what string) []string {
	fmt.Println("codec:", what)
	return []string{what}
}

func init() {
	table = make([]byte, 256)
	for i := range table {
		table[i] = byte(255 - i)
	}
	order = append(order, "init")
}

type Point struct{ X, Y int }

func (p *Point) Move(dx int) { p.X += dx }

func Each[T any](list []T, f func(T)) {
	for _, v := range list {
		func() { f(v) }()
	}
}

func Encode(b byte) byte { return table[b] }

func Kind() reflect.Type { return kind }

func Order() []string { return order }

func Words() string { return words }

func Fail() { panic(fmt.Sprint(table[3:5])) }
