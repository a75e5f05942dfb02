package main

import "example.com/order/trace"

var late = trace.Log("z_more.late", x*2)

func init() { trace.Log("z_more.init", late) }
