// The same for the tests.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include "precompiled.hpp"
