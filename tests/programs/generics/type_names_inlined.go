// Names of types declared here, asked for through functions that are inlined down to the descriptor.
package main

import "reflect"

type s1 struct{ a int }

//go:noinline
func show(t reflect.Type) { println(t.String()) }

func test[T any]() { show(reflect.TypeFor[T]()) }

func test2[T any]() { println(reflect.TypeFor[T]().String()) }

func test3() { var v s1; println(reflect.TypeOf(v).String()) }

func main() { test[s1](); test3(); test2[s1]() }
