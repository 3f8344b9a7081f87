#include "simulation/capability.hpp"

namespace mostrador::simulation {

const std::vector<Capability>& capabilities() {
    static const std::vector<Capability> all{sales(),     cash(),   catalog(),
                                             customers(), orders(), organization(),
                                             staff(),     stock(),  faults()};
    return all;
}

}  // namespace mostrador::simulation
