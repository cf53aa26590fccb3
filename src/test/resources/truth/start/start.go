// Starts goroutines on several threads and collects garbage (compute), or answers itself over TCP (serve).
package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"sync"
)

func compute() error {
	var group sync.WaitGroup
	for worker := 0; worker < 8; worker++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for round := 0; round < 64; round++ {
				_ = make([]byte, 1<<20)
			}
		}()
	}
	group.Wait()
	runtime.GC()
	fmt.Println("computed")
	return nil
}

func serve() error {
	listening, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return err
	}
	go func() {
		if peer, err := listening.Accept(); err == nil {
			fmt.Fprint(peer, "served")
			peer.Close()
		}
	}()
	client, err := net.Dial("tcp4", listening.Addr().String())
	if err != nil {
		return err
	}
	answer, err := io.ReadAll(client)
	fmt.Println(string(answer))
	return err
}

func main() {
	run := compute
	if len(os.Args) == 2 && os.Args[1] == "serve" {
		run = serve
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
