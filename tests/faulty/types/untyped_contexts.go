// all errors
package main

var a = nil
var b int = nil
var c string = 'a'
var d rune = "a"
var e byte = 256
var f float32 = 1e100
var g int = 1.5
var h uint = -1
var i bool = 1
var j int = true
var k complex64 = "x"
var l = 1 + "a"
var m = 'a' + 1.5
var n int = 'a' + 1.5
var o = 1 << 1.5
var p = 1.5 << 1
var q = "a" << 1
var r = -"a"
var s = !1
var t = ^1.5
var u = ^"x"
var v = +nil
var w = nil == nil
var x = nil + nil
var y = 1 == "a"
var z = true + false
var aa = true < false
var ab = "a" - "b"
var ac = 1i < 2i
var ad = 1 % 1.5
var ae = 5.0 % 2
var af = 5.0 % 2.0
var ag int = 5.0 % 2
var ah = 1 & 1.0
var ai = 1.5 & 1
var aj = 1 / 0
var ak = 1.0 / 0
var al = 1i / 0
var am = 1 % 0
var an = 7 &^ "x"
var ao *int = 0
var ap []int = 0
var aq func() = 1
var ar any = nil
var as interface{ M() } = 1
var at chan int = nil + 1
var au uintptr = -1
var av = uint8(300)
var aw = int8(-129)
var ax = string(1 << 40)
var ay = []byte(1)
var az = float32("1")

func main() {}
